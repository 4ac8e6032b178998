import type { OfficialDocument } from '../../schema/documents.ts';
import type { FormData } from '../../schema/reference-data.ts';
import { type FormField, hasPlace, placeOfField } from './form-fields.ts';

/** A part of a document, as its form is filled in. */
export type DocumentPart = 'facts' | 'people' | 'content' | 'statements' | 'exhibits' | 'copies' | 'signatures';

/** Something that a document lacks before it can be signed, and where it is mended. */
export interface Lack {
  readonly part: DocumentPart;
  readonly what:
    | 'startedAt'
    | 'endedAt'
    | 'endsBeforeStart'
    | 'place'
    | 'number'
    | 'sheets'
    | 'team'
    | 'entity'
    | 'people'
    | 'signer'
    | 'text'
    | 'statement'
    | 'answer'
    | 'exhibits'
    | 'exhibitName'
    | 'quantity'
    | 'sealNumber';
  /** The form's field that is empty. */
  readonly field?: FormField;
}

/** Kinds that are about things. */
const aboutExhibits: readonly OfficialDocument['kind'][] = ['sealing', 'seizure', 'handOver'];

/**
 * What a document lacks before anybody signs: when and where it was made, when it ended, what its form requires, who is there
 * and who signs; what the entity states, with the team's answer, since written later it would void the signatures; of one that seals, seizes
 * or hands over, the things, each with its name and quantity, and its seal where it is sealed.
 */
export function lacksOf(form: FormData, document: OfficialDocument): readonly Lack[] {
  const { startedAt, endedAt, place, number, sheets, attendees, statements, exhibits, kind } = document;
  const requires = (id: string) => form.sections.some(({ fields }) => fields.some((f) => f.id === id && f.required));
  const lacks: (Lack | false)[] = [
    startedAt === '' && { part: 'facts', what: 'startedAt' },
    place.trim() === '' && { part: 'facts', what: 'place' },
    requires('docNumber') && number.trim() === '' && { part: 'facts', what: 'number' },
    endedAt === '' && { part: 'facts', what: 'endedAt' },
    endedAt !== '' && endedAt < startedAt && { part: 'facts', what: 'endsBeforeStart' },
    hasPlace(form, 'sheets') && sheets === 0 && { part: 'facts', what: 'sheets' },
    ...form.sections.flatMap(({ fields }) => fields.map((field) => lackAt(field, document))),
    attendees.length > 0 && !attendees.some(({ signs }) => signs) && { part: 'people', what: 'signer' },
    statements.some(({ text }) => text.trim() === '') && { part: 'statements', what: 'statement' },
    statements.some(({ text, answer }) => text.trim() !== '' && answer.trim() === '') && {
      part: 'statements',
      what: 'answer',
    },
    aboutExhibits.includes(kind) && exhibits.length === 0 && { part: 'exhibits', what: 'exhibits' },
    ...(aboutExhibits.includes(kind) ? lacksOfExhibits(document) : []),
  ];
  return lacks.filter((lack): lack is Lack => lack !== false);
}

function lacksOfExhibits({ kind, exhibits }: OfficialDocument): readonly (Lack | false)[] {
  const isEmpty = (field: 'name' | 'quantity' | 'sealNumber') =>
    exhibits.some((exhibit) => exhibit[field].trim() === '');
  return [
    isEmpty('name') && { part: 'exhibits', what: 'exhibitName' },
    isEmpty('quantity') && { part: 'exhibits', what: 'quantity' },
    kind === 'sealing' && isEmpty('sealNumber') && { part: 'exhibits', what: 'sealNumber' },
  ];
}

function lackAt(field: FormField, { attendees, fields }: OfficialDocument): Lack | false {
  if (!field.required) return false;
  const place = placeOfField(field);
  if (place.in === 'attendees') {
    // The officer's name, title and office are one person.
    if (field.kind !== 'list' && field.kind !== 'person') return false;
    if (attendees.some(({ side, name }) => place.sides.includes(side) && name.trim() !== '')) return false;
    const [side] = place.sides;
    return { part: 'people', what: side === 'team' || side === 'entity' ? side : 'people', field };
  }
  if (place.in !== 'text') return false;
  const text = fields.find(({ id }) => id === field.id)?.text ?? '';
  return text.trim() === '' && { part: 'content', what: 'text', field };
}
