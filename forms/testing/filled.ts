import type { ImportedForm } from '../content/imported-form.ts';
import type { Environment } from '../expression/environment.ts';
import { FilledForm, type Stored } from '../fill/filled-form.ts';
import type { Place } from '../fill/place.ts';
import { importXlsForm } from '../xlsform/import-xlsform.ts';
import { type Tables, workbookOf } from './workbook-of.ts';

export const testEnvironment: Environment = {
  now: () => Date.UTC(2026, 10, 28, 3, 4, 5),
  offsetMin: 7 * 60,
  random: () => 0.5,
  uuid: () => '0f8fad5b-d9cb-469f-a165-70867728950e',
  property: (name) => (name === 'username' ? 'an' : ''),
  months: ['Th1', 'Th2', 'Th3', 'Th4', 'Th5', 'Th6', 'Th7', 'Th8', 'Th9', 'Th10', 'Th11', 'Th12'],
  days: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
};

/** A form of these tables while it is filled. */
export async function filledOf(tables: Tables, stored: Partial<Stored> = {}): Promise<FilledForm> {
  return filledFrom(await importXlsForm(await workbookOf(tables)), stored);
}

/** An imported form while it is filled. */
export function filledFrom({ content, errors }: ImportedForm, stored: Partial<Stored> = {}): FilledForm {
  if (!content) throw new Error(JSON.stringify(errors));
  return new FilledForm(content, testEnvironment, { answers: new Map(), turns: new Map(), ...stored });
}

/** The first place of a line, or the one in a turn. */
export function placeAt(form: FilledForm, id: string, turn = ''): Place {
  let found: Place | null = null;
  form.visit((place) => {
    if (place.line.id === id && place.turn === turn) found ??= place;
  });
  if (!found) throw new Error(`no place ${id}@${turn}`);
  return found;
}
