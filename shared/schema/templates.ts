import { type Static, Type } from 'typebox';
import type { CollectionDefinition } from './collection.ts';
import { Id, Line, Paragraph, Sector, synced } from './common.ts';
import type { TemplateContent } from './template-content.ts';

export const TemplateState = Type.Enum(['draft', 'published', 'retired'], { type: 'string', maxLength: 12 });
export type TemplateState = Static<typeof TemplateState>;

/** A template as another one was taken over from it: which, and its version then. */
const TemplateOrigin = Type.Object(
  { templateId: Id, version: Type.Integer({ minimum: 1 }), title: Line },
  { additionalProperties: false },
);

/**
 * One version of a template; its id is `templateId|version`. A published one stays as it is: cases refer to it. What is changed is a draft,
 * the next version.
 */
export const TemplateSchema = synced({
  templateId: Type.String({ minLength: 1, maxLength: 40 }),
  version: Type.Integer({ minimum: 1, maximum: 100_000 }),
  state: TemplateState,
  title: Line,
  /** For whose entities it is; none: for all. */
  sectors: Type.Array(Sector, { maxItems: 6 }),
  /** What this version changes, in a line. */
  note: Paragraph,
  origin: Type.Union([TemplateOrigin, Type.Null()]),
  /** What it asks: checked against its own schema where it is written, so that a further field makes no new version of all templates. */
  content: Type.Unsafe<TemplateContent>({ type: 'object' }),
});
export type Template = Static<typeof TemplateSchema>;

export const templates: CollectionDefinition = {
  name: 'templates',
  version: 0,
  schema: TemplateSchema,
  indexes: [['templateId'], ['state'], ['updatedAt']],
  searchFields: ['title'],
  elementFields: [],
  extraIndexes: [],
  columns: ['templateId', 'state'],
  migrations: {},
};

/** Id of a version of a template. */
export function templateVersionId(templateId: string, version: number): string {
  return `${templateId}|${version}`;
}
