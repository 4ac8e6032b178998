import type { Choice, ChoiceList } from '../../shared/schema/template-content.ts';
import type { Findings } from '../content/findings.ts';
import type { Sheet } from '../workbook/cells.ts';
import { mediaOf } from './media.ts';
import { type Row, rowsOf } from './rows.ts';

/** Columns of a list that say what a choice is: the others are those by which choices are filtered. */
const own = new Set(['list_name', 'name', 'label', 'image', 'big-image', 'audio', 'video', 'note', 'hint']);

/** The lists of a sheet `choices` or `external_choices`. Throws `FormFault` as `rowsOf`. */
export function readChoices(sheet: Sheet, allowsTwice: boolean, findings: Findings): ReadonlyMap<string, ChoiceList> {
  const lists = new Map<string, { id: string; choices: Choice[] }>();
  const seen = new Map<string, number>();
  for (const row of rowsOf(sheet, 'choices', findings)) {
    const [id, name] = [row.text('list_name'), row.text('name')];
    // Notes beside the lists, and lines between them.
    if (id === '') {
      if (name !== '') findings.warn('choice.noList', row.placeOf('name'), { name });
      continue;
    }
    if (name === '') {
      findings.error('choice.noName', row.placeOf('list_name'), { list: id });
      continue;
    }
    const before = seen.get(`${id}|${name}`);
    if (before !== undefined && !allowsTwice) {
      findings.error('choice.twice', row.placeOf('name'), { name, list: id, before });
    }
    seen.set(`${id}|${name}`, before ?? row.number);
    if (!row.words('label') && !mediaOf(row)) findings.warn('choice.noLabel', row.placeOf('name'), { name, list: id });
    const list = lists.get(id) ?? { id, choices: [] };
    list.choices.push(choiceOf(row, name));
    lists.set(id, list);
  }
  return lists;
}

function choiceOf(row: Row, name: string): Choice {
  const values = row.fields.filter((field) => !own.has(field)).map((field) => [field, row.text(field)] as const);
  const media = mediaOf(row);
  return {
    name,
    label: row.words('label') ?? {},
    ...(media && { media }),
    ...(values.length > 0 && { values: Object.fromEntries(values) }),
  };
}
