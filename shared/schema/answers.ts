import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { Id, Paragraph, synced } from './common.ts';

/** `recorded`: an item that asks for a text, figure, choice or table rather than compliance. */
export const answerValues = ['compliant', 'notCompliant', 'notApplicable', 'recorded', 'unanswered'] as const;
export const AnswerValue = Type.Enum([...answerValues], { type: 'string', maxLength: 16 });
export type AnswerValue = (typeof answerValues)[number];

/** One line of an item that asks for a table: column name to what was typed. */
const TableRow = Type.Record(Type.String({ maxLength: 60 }), Paragraph);

/** One checklist item's answer in one case; its id is `caseId|itemId`, so that two inspectors meet in one document. */
export const AnswerSchema = synced({
  caseId: Id,
  itemId: Id,
  value: AnswerValue,
  /** What was typed, chosen or measured where the item asks for more than compliance. */
  response: Type.Union([
    Paragraph,
    Type.Number(),
    Type.Array(Paragraph, { maxItems: 50 }),
    Type.Array(TableRow, { maxItems: 500 }),
    Type.Null(),
  ]),
  note: Paragraph,
});
export type Answer = Static<typeof AnswerSchema>;

export const answers: CollectionDefinition = {
  name: 'answers',
  version: 0,
  schema: AnswerSchema,
  indexes: [['caseId', 'itemId'], ['caseId', 'value'], ['updatedAt']],
  searchFields: [],
  elementFields: [],
  extraIndexes: [],
  columns: ['caseId'],
  migrations: {},
};

/** Id of the answer to an item in a case. */
export function answerId(caseId: string, itemId: string): string {
  return `${caseId}|${itemId}`;
}
