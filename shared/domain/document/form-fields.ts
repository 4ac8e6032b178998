import type { AttendeeSide } from '../../schema/documents.ts';
import type { FormData } from '../../schema/reference-data.ts';

export type FormSection = FormData['sections'][number];
export type FormField = FormSection['fields'][number];

/**
 * Where a form's field stands in a document: a fact of its own, people of some sides, what people of some sides said, its
 * list of exhibits, what comes after the signatures (`afterwards`), or a text under the field's id.
 */
export type FieldPlace =
  | { readonly in: 'startedAt' | 'endedAt' | 'place' | 'number' | 'sheets' | 'exhibits' | 'afterwards' | 'text' }
  | { readonly in: 'attendees' | 'statements'; readonly sides: readonly AttendeeSide[] };

const peopleOf = (...sides: AttendeeSide[]): FieldPlace => ({ in: 'attendees', sides });
const wordsOf = (...sides: AttendeeSide[]): FieldPlace => ({ in: 'statements', sides });

/** The head of every paper, and how many copies are made of it: filled in whether or not the form names them. */
export const headFields: readonly FormField[] = [
  { id: 'agency', labelVi: 'Tên cơ quan', kind: 'entity', required: false },
  { id: 'placeDate', labelVi: 'Địa danh, ngày tháng', kind: 'date', required: false },
  { id: 'copiesCount', labelVi: 'Lập thành mấy bản', kind: 'text', required: false },
];

/** By the ids that the forms share. */
const byId: Readonly<Record<string, FieldPlace>> = {
  startTime: { in: 'startedAt' },
  time: { in: 'startedAt' },
  endTime: { in: 'endedAt' },
  place: { in: 'place' },
  docNumber: { in: 'number' },
  sheets: { in: 'sheets' },
  items: { in: 'exhibits' },
  exhibits: { in: 'exhibits' },
  noSignReason: { in: 'afterwards' },
  deliveredAt: { in: 'afterwards' },
  receiver: { in: 'afterwards' },
  team: peopleOf('team'),
  officer: peopleOf('team'),
  officerTitle: peopleOf('team'),
  officerAgency: peopleOf('team'),
  targetReps: peopleOf('entity'),
  local: peopleOf('authority'),
  others: peopleOf('authority', 'other'),
  witness: peopleOf('witness'),
  witnessJob: peopleOf('witness'),
  witnessAddress: peopleOf('witness'),
  witnesses: peopleOf('witness', 'authority', 'other'),
  targetOpinion: wordsOf('entity'),
  opinions: wordsOf('entity', 'authority', 'other'),
  violatorStatement: wordsOf('entity'),
  statement: wordsOf('entity'),
  witnessStatement: wordsOf('witness', 'authority', 'other'),
};

export function placeOfField({ id, kind }: Pick<FormField, 'id' | 'kind'>): FieldPlace {
  // Two forms list under this name who represents the entity; a third writes the entity's name there.
  if (id === 'target' && kind === 'list') return peopleOf('entity');
  return byId[id] ?? { in: 'text' };
}

/** True when the form has a place for this in a document. */
export function hasPlace({ sections }: Pick<FormData, 'sections'>, place: FieldPlace['in']): boolean {
  return sections.some(({ fields }) => fields.some((field) => placeOfField(field).in === place));
}

/** The fields that are a text of their own, in the form's order. */
export function textFields({ sections }: Pick<FormData, 'sections'>): readonly FormField[] {
  return sections.flatMap(({ fields }) => fields.filter((field) => placeOfField(field).in === 'text'));
}

/** What a field is called on its own: without the form's marks, dots, number, and what follows a colon. */
export function fieldLabel({ labelVi }: Pick<FormField, 'labelVi'>): string {
  const words = (withoutMarks(labelVi).split(':')[0] ?? '')
    .replace(/^(\d+\.|-)\s*/, '')
    .replace(/…+/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s:;,.]+$/, '')
    .trim();
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}

/** The answers that a form's field offers between `<` and `>`; none where it offers none. */
export function fieldChoices({ labelVi }: Pick<FormField, 'labelVi'>): readonly string[] {
  const offered = /<([^>]+)>/.exec(labelVi)?.[1];
  if (!offered) return [];
  return offered.split(offered.includes('/') ? '/' : ', ').map((each) => each.trim());
}

/** A form's text without the marks of its notes, `(1)` or `(*)`, and the brackets of a choice. */
export function withoutMarks(text: string): string {
  return text.replace(/\s*\((?:\d{1,2}|\*+)\)/g, '').replace(/<([^>]+)>/g, '$1');
}

/** Of fields about a person and about an organisation those that are asked, once it is said which of both it is. */
export function asksOf(fields: readonly FormField[], subjectKind: string): readonly FormField[] {
  const other = { 'tổ chức': 'person', 'ông (bà)': 'org' }[subjectKind.trim()];
  return other ? fields.filter(({ id }) => !new RegExp(`^${other}[A-Z]`).test(id)) : fields;
}
