import { languageFor } from '../../../forms/content/program-language.ts';
import { wordsIn } from '../../../forms/content/words-in.ts';
import type { FilledForm } from '../../../forms/fill/filled-form.ts';
import type { Place } from '../../../forms/fill/place.ts';
import { questionOf } from '../../../forms/fill/question-of.ts';
import type {
  AskedItem,
  ChecklistHeading,
  ChecklistItem,
  ChecklistLine,
  ChecklistSection,
} from '../../../shared/domain/checklist/checklist.ts';
import type { TemplateItem } from '../../../shared/schema/reference-data.ts';
import type { ItemType, TemplateNode } from '../../../shared/schema/template-content.ts';
import type { Template } from '../../../shared/schema/templates.ts';

/** What nobody answers, and nobody is shown. */
const unseen: ReadonlySet<ItemType> = new Set(['hidden', 'metadata']);

const kinds: Readonly<Partial<Record<ItemType, TemplateItem['answerKind']>>> = {
  complies: 'complies',
  selectOne: 'select',
  selectMultiple: 'select',
  rank: 'select',
  integer: 'number',
  decimal: 'number',
  range: 'number',
  date: 'date',
  table: 'table',
  image: 'photo',
  audio: 'photo',
  video: 'photo',
  file: 'photo',
};

interface Languages {
  readonly vi: string;
  readonly en: string;
}

/** A form's parts at the top as sections; items that stand in none of them are of one that is called as the template. */
export function sectionsOf(template: Template, form: FilledForm): ChecklistSection[] {
  const languages = { vi: languageFor(template.content, 'vi'), en: languageFor(template.content, 'en') };
  const sections: ChecklistSection[] = [];
  let loose: ChecklistLine[] = [];
  const add = (titleVi: string, titleEn: string, lines: readonly ChecklistLine[]) => {
    if (lines.length === 0) return;
    const items = lines.filter((line) => line.kind === 'item');
    const of = { index: 0, letter: '', templateId: template.id, subject: template.sectors[0] ?? '' };
    sections.push({ ...of, titleVi, titleEn, items, lines });
  };
  const addLoose = () => {
    add(template.title, template.title, loose);
    loose = [];
  };
  for (const line of form.linesIn(form.root.line)) {
    if (line.kind === 'item') {
      loose.push(...linesOf(form, form.root, line, languages));
      continue;
    }
    addLoose();
    const place = line.kind === 'group' ? form.root.child(line) : null;
    // The section says what the group is called.
    const inside = place ? linesWithin(form, place, languages) : linesOf(form, form.root, line, languages);
    const title = (language: string) => place?.words('label', language) || wordsOf(form, line, language) || line.name;
    add(title(languages.vi), title(languages.en), inside);
  }
  addLoose();
  return sections;
}

/** A line of a place: an item, or a group's or each turn's title with what stands in it. */
function linesOf(form: FilledForm, parent: Place, line: TemplateNode, languages: Languages): ChecklistLine[] {
  if (line.kind === 'item') return itemLines(parent.child(line), languages);
  const inside = (place: Place) => linesWithin(form, place, languages);
  if (line.kind === 'group') {
    const place = parent.child(line);
    return [...headings(place, 'group', languages), ...inside(place)];
  }
  const turns = parent.turnsOf(line);
  const told = turns.flatMap((place, nth) => [...headings(place, 'turn', languages, nth + 1), ...inside(place)]);
  const isAddable = line.count === undefined && parent.isRelevant;
  const title = (language: string) => wordsOf(form, line, language) || line.name;
  const add: ChecklistHeading = {
    ...{ kind: 'addTurn', id: `${line.id}@${parent.turn}`, turn: turns.length + 1 },
    ...{ titleVi: title(languages.vi), titleEn: title(languages.en) },
  };
  return isAddable ? [...told, add] : told;
}

function linesWithin(form: FilledForm, place: Place, languages: Languages): ChecklistLine[] {
  return form.linesIn(place.line).flatMap((line) => linesOf(form, place, line, languages));
}

function headings(place: Place, kind: 'group' | 'turn', languages: Languages, turn?: number): ChecklistHeading[] {
  if (!place.isRelevant) return [];
  const title = (language: string) => place.words('label', language) || (kind === 'turn' ? place.line.name : '');
  const [titleVi, titleEn] = [title(languages.vi), title(languages.en)];
  return [{ kind, id: place.key, titleVi, titleEn, ...(turn !== undefined && { turn }) }];
}

function itemLines(place: Place, languages: Languages): ChecklistLine[] {
  const { type = 'text' } = place.line;
  const [titleVi, titleEn] = [languages.vi, languages.en].map((language) => place.words('label', language)) as [
    string,
    string,
  ];
  const isWords = type === 'note' || (type === 'calculate' && titleVi !== '');
  if (isWords) {
    const value = type === 'calculate' ? `: ${place.answer}` : '';
    const words = { kind: 'words', id: place.key, titleVi: titleVi + value, titleEn: titleEn + value } as const;
    return place.isRelevant ? [words] : [];
  }
  if (unseen.has(type) || type === 'calculate') return [];
  return [{ kind: 'item', ...itemOf(place, languages) }];
}

function itemOf(place: Place, { vi, en }: Languages): ChecklistItem {
  const { line } = place;
  const { type = 'text', columns, unit, provision, penaltyId, evidenceExpected, sourceNote } = line;
  const choices = line.list === undefined ? [] : (place.form.lists.list(line.list)?.choices ?? []);
  const item: AskedItem = {
    ...{ id: place.key, answerKind: kinds[type] ?? 'text', required: place.isRequired },
    questionVi: questionOf(place, vi),
    questionEn: questionOf(place, en),
    hintVi: place.words('hint', vi),
    ...{ confidence: line.confidence ?? 'high', source: line.source ?? '' },
    optionWords: choiceWords(choices, vi),
    ...(columns && { columns }),
    ...(unit && { unit }),
    ...(provision && { provision }),
    ...(penaltyId && { penaltyId }),
    ...(evidenceExpected && { evidenceExpected }),
    ...(sourceNote && { note: sourceNote }),
  };
  return { id: place.key, number: '', sectionIndex: 0, item, isAsked: place.isRelevant };
}

const wordsByList = new WeakMap<object, Readonly<Record<string, string>>>();

/** Made once for each list: a long one belongs to many items. */
function choiceWords(
  choices: readonly { readonly name: string; readonly label: Readonly<Record<string, string>> }[],
  language: string,
): Readonly<Record<string, string>> {
  const known = wordsByList.get(choices);
  if (known) return known;
  const words = Object.fromEntries(
    choices.map(({ name, label }) => [name, label[language] ?? Object.values(label)[0] ?? name]),
  );
  wordsByList.set(choices, words);
  return words;
}

function wordsOf(form: FilledForm, line: TemplateNode, language: string): string {
  return wordsIn(line.label, language, form.content.defaultLanguage);
}
