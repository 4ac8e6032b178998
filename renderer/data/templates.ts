import { withOwnIds } from '../../forms/content/own-ids.ts';
import { isSame } from '../../shared/domain/merge/shape.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import { objectionToSize } from '../../shared/protocol/document-size.ts';
import type { Sector } from '../../shared/schema/common.ts';
import type { TemplateContent } from '../../shared/schema/template-content.ts';
import { type Template, type TemplateState, templateVersionId } from '../../shared/schema/templates.ts';
import { newId } from './ulid.ts';
import type { Workspace } from './workspace.ts';

type Writes = Pick<Workspace, 'insert' | 'change' | 'collections'>;

export interface NewTemplate {
  readonly title: string;
  readonly sectors: readonly Sector[];
  readonly content: TemplateContent;
  readonly state: Extract<TemplateState, 'draft' | 'published'>;
}

/** Saves a form that came in as the first version of a template. Throws `template.tooLarge` where the server would not take it. */
export async function addTemplate(
  { insert }: Writes,
  { title, sectors, content, state }: NewTemplate,
): Promise<Template> {
  const templateId = newId();
  const own = ownContent(content, templateId);
  return insert('templates', {
    ...{ id: templateVersionId(templateId, 1), templateId, version: 1, state, title, note: '', origin: null },
    sectors: [...sectors],
    content: own,
  });
}

/**
 * Saves a form that came in as the next version of a template, or over its draft, where it has one; its lines keep the ids of those of the same
 * names. Throws `template.same` where it asks nothing else than the newest version, and `template.tooLarge` as above.
 */
export async function addVersion(
  { insert, change, collections }: Writes,
  templateId: string,
  content: TemplateContent,
  note: string,
): Promise<Template> {
  const versions = await collections.templates.find({ selector: { templateId: { $eq: templateId } } }).exec();
  const newest = versions.map((each) => each.toMutableJSON()).sort((one, other) => other.version - one.version)[0];
  if (!newest) throw new ProblemError('notFound');
  const own = ownContent(content, templateId);
  if (isSame(own, newest.content)) throw new ProblemError('template.same');
  if (newest.state === 'draft') return change('templates', newest.id, () => ({ content: own, note }));
  const version = newest.version + 1;
  return insert('templates', {
    ...{ id: templateVersionId(templateId, version), templateId, version, state: 'draft', note, origin: newest.origin },
    ...{ title: newest.title, sectors: newest.sectors, content: own },
  });
}

/** Publishes a draft; versions before it are offered for new cases no more, and stay in those that have them. */
export async function publishTemplate({ change, collections }: Writes, template: Template): Promise<void> {
  await change('templates', template.id, () => ({ state: 'published' as const }));
  const others = await collections.templates.find({ selector: { templateId: { $eq: template.templateId } } }).exec();
  for (const { id, state, version } of others) {
    if (state === 'published' && version < template.version)
      await change('templates', id, () => ({ state: 'retired' as const }));
  }
}

/** Refused here, while the file is at hand, rather than when it can't be sent. */
function ownContent(content: TemplateContent, templateId: string): TemplateContent {
  const own = withOwnIds(content, templateId);
  const objection = objectionToSize(JSON.stringify(own));
  if (objection) throw new ProblemError('template.tooLarge', objection.details);
  return own;
}
