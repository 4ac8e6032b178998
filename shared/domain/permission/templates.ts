import { Value } from 'typebox/value';
import type { Problem } from '../../problem/problem.ts';
import { TemplateContent } from '../../schema/template-content.ts';
import { type Template, templateVersionId } from '../../schema/templates.ts';
import { isSame } from '../merge/shape.ts';

/** A version of a template that somebody pushes. */
export interface TemplateWrite {
  readonly stored: Template | null;
  readonly next: Template & { readonly _deleted?: boolean };
}

/**
 * A draft is worked on, published, or removed. What is published stays what it is, since cases refer to it: it is retired, or offered again.
 * Null when `next` keeps to that.
 */
export function checkTemplate({ stored, next }: TemplateWrite): Problem | null {
  if (next.id !== templateVersionId(next.templateId, next.version))
    return { code: 'document.invalid', details: { field: 'id' } };
  if (!Value.Check(TemplateContent, next.content)) return { code: 'document.invalid', details: { field: 'content' } };
  if (!stored) return next.state === 'retired' ? denied() : null;
  if (stored.state === 'draft') return next.state === 'retired' ? denied() : null;
  if (next._deleted === true || next.state === 'draft') return denied();
  const isKept =
    isSame(stored.content, next.content) && stored.title === next.title && isSame(stored.origin, next.origin);
  return isKept ? null : denied();
}

function denied(): Problem {
  return { code: 'permission.denied', details: { rule: 'published' } };
}
