import { isAboutRemoval } from '../../../shared/domain/merge/settle.ts';
import type { Conflict } from '../../../shared/schema/common.ts';
import type { CollectionName } from '../../data/workspace.ts';

/** Lists of words that a choice can have: `case:<name>.<value>`, for states `ui:state.<value>`. */
export const choices = {
  kind: ['inspection', 'specialisedCheck'],
  sector: ['post', 'telecom', 'it', 'radio', 'press', 'publishing'],
  answer: ['compliant', 'notCompliant', 'notApplicable', 'recorded', 'unanswered'],
  findingKind: ['violation', 'shortcoming'],
  measure: ['none', 'remind', 'rectify', 'minutes', 'transfer'],
  role: ['leader', 'member'],
  entityForm: ['organisation', 'household', 'individual'],
} as const;
export type ChoiceList = keyof typeof choices;

/** How a field's value is shown and typed; its name is the text `case:field.<name>`. */
export type FieldShape =
  | { readonly name: FieldName; readonly kind: 'text' | 'paragraph' | 'date' | 'state' | 'provision' | 'other' }
  | { readonly name: FieldName; readonly kind: 'choice'; readonly choices: ChoiceList };

export type FieldName =
  | 'document'
  | 'number'
  | 'kind'
  | 'sector'
  | 'state'
  | 'entityName'
  | 'entityAddress'
  | 'entityCode'
  | 'entityForm'
  | 'representative'
  | 'representativeTitle'
  | 'phone'
  | 'sectors'
  | 'licences'
  | 'groundNumber'
  | 'groundIssuedOn'
  | 'groundIssuedBy'
  | 'groundSummary'
  | 'content'
  | 'periodFrom'
  | 'periodTo'
  | 'startsOn'
  | 'endsOn'
  | 'team'
  | 'teamRole'
  | 'answer'
  | 'response'
  | 'note'
  | 'title'
  | 'findingKind'
  | 'fact'
  | 'actOn'
  | 'foundOn'
  | 'provision'
  | 'measure'
  | 'measureNote'
  | 'evidenceTitle'
  | 'place'
  | 'ties'
  | 'withdrawn'
  | 'documentTitle'
  | 'documentNumber'
  | 'documentText'
  | 'documentPlace'
  | 'startedAt'
  | 'endedAt'
  | 'sheets'
  | 'people'
  | 'statements'
  | 'exhibits'
  | 'cancelled'
  | 'other';

const shapes: Partial<Record<CollectionName, Readonly<Record<string, FieldShape>>>> = {
  cases: {
    '/number': { name: 'number', kind: 'text' },
    '/kind': { name: 'kind', kind: 'choice', choices: 'kind' },
    '/sector': { name: 'sector', kind: 'choice', choices: 'sector' },
    '/state': { name: 'state', kind: 'state' },
    '/entityName': { name: 'entityName', kind: 'text' },
    '/entityAddress': { name: 'entityAddress', kind: 'text' },
    '/legalGround/number': { name: 'groundNumber', kind: 'text' },
    '/legalGround/issuedOn': { name: 'groundIssuedOn', kind: 'date' },
    '/legalGround/issuedBy': { name: 'groundIssuedBy', kind: 'text' },
    '/legalGround/summary': { name: 'groundSummary', kind: 'paragraph' },
    '/content': { name: 'content', kind: 'paragraph' },
    '/periodFrom': { name: 'periodFrom', kind: 'date' },
    '/periodTo': { name: 'periodTo', kind: 'date' },
    '/startsOn': { name: 'startsOn', kind: 'date' },
    '/endsOn': { name: 'endsOn', kind: 'date' },
  },
  entities: {
    '/name': { name: 'entityName', kind: 'text' },
    '/form': { name: 'entityForm', kind: 'choice', choices: 'entityForm' },
    '/code': { name: 'entityCode', kind: 'text' },
    '/address': { name: 'entityAddress', kind: 'text' },
    '/representative': { name: 'representative', kind: 'text' },
    '/representativeTitle': { name: 'representativeTitle', kind: 'text' },
    '/phone': { name: 'phone', kind: 'text' },
    '/sectors': { name: 'sectors', kind: 'other' },
    '/note': { name: 'note', kind: 'paragraph' },
  },
  answers: {
    '/value': { name: 'answer', kind: 'choice', choices: 'answer' },
    '/response': { name: 'response', kind: 'other' },
    '/note': { name: 'note', kind: 'paragraph' },
  },
  findings: {
    '/title': { name: 'title', kind: 'text' },
    '/kind': { name: 'findingKind', kind: 'choice', choices: 'findingKind' },
    '/fact': { name: 'fact', kind: 'paragraph' },
    '/actOn': { name: 'actOn', kind: 'date' },
    '/foundOn': { name: 'foundOn', kind: 'date' },
    '/provision': { name: 'provision', kind: 'provision' },
    '/measure': { name: 'measure', kind: 'choice', choices: 'measure' },
    '/measureNote': { name: 'measureNote', kind: 'paragraph' },
  },
  evidence: {
    '/title': { name: 'evidenceTitle', kind: 'text' },
    '/note': { name: 'note', kind: 'paragraph' },
    '/place': { name: 'place', kind: 'text' },
    '/withdrawn': { name: 'withdrawn', kind: 'other' },
  },
  documents: {
    '/title': { name: 'documentTitle', kind: 'text' },
    '/number': { name: 'documentNumber', kind: 'text' },
    '/place': { name: 'documentPlace', kind: 'text' },
    '/startedAt': { name: 'startedAt', kind: 'other' },
    '/endedAt': { name: 'endedAt', kind: 'other' },
    '/sheets': { name: 'sheets', kind: 'other' },
    '/cancelled': { name: 'cancelled', kind: 'other' },
  },
};

/** Lists of a document, by how the paths of what lies in them begin. */
const lists: readonly (readonly [string, FieldShape])[] = [
  ['/fields/', { name: 'documentText', kind: 'paragraph' }],
  ['/attendees/', { name: 'people', kind: 'other' }],
  ['/statements/', { name: 'statements', kind: 'other' }],
  ['/exhibits/', { name: 'exhibits', kind: 'other' }],
];

/** What a conflict is about and how its values are shown. */
export function shapeOf(collection: CollectionName, { path }: Pick<Conflict, 'path'>): FieldShape {
  if (path === '/') return { name: 'document', kind: 'other' };
  const known = shapes[collection]?.[path];
  if (known) return known;
  if (/^\/team\/[^/]+\/role$/.test(path)) return { name: 'teamRole', kind: 'choice', choices: 'role' };
  if (path.startsWith('/team/')) return { name: 'team', kind: 'other' };
  if (path.startsWith('/licences')) return { name: 'licences', kind: 'other' };
  if (path.startsWith('/ties')) return { name: 'ties', kind: 'other' };
  if (path.startsWith('/response')) return { name: 'response', kind: 'other' };
  const list = collection === 'documents' ? lists.find(([beginning]) => path.startsWith(beginning)) : undefined;
  if (list) return list[1];
  return { name: 'other', kind: 'other' };
}

/** True when a value that is neither of the two can be typed or chosen in place. */
export function canWriteThird(shape: FieldShape, conflict: Conflict): boolean {
  if (isAboutRemoval(conflict)) return false;
  if (shape.kind === 'choice') return shape.choices !== 'answer' && choices[shape.choices].length > 2;
  if (shape.name === 'response')
    return conflict.values.every(({ value }) => typeof value !== 'object' || value === null);
  return shape.kind === 'text' || shape.kind === 'paragraph' || shape.kind === 'date';
}
