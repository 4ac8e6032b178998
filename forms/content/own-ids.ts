import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { TemplateContent, TemplateNode } from '../../shared/schema/template-content.ts';
import { Outline } from './outline.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const idLength = 10;

/**
 * A form's lines with ids of its template's own, by their names from the top down: the same in a later version of the form, so that answers
 * stay, and another's in another template of the same case.
 */
export function withOwnIds(content: TemplateContent, templateId: string): TemplateContent {
  const outline = new Outline(content);
  const own = new Map(content.nodes.map((node) => [node.id, idOf(templateId, outline.pathOf(node))]));
  const renamed = (id: string) => own.get(id) ?? id;
  const nodes = content.nodes.map(
    (node): TemplateNode => ({
      ...node,
      id: renamed(node.id),
      parent: node.parent === null ? null : renamed(node.parent),
      ...(node.otherOf !== undefined && { otherOf: renamed(node.otherOf) }),
    }),
  );
  return { ...content, nodes };
}

function idOf(templateId: string, path: readonly string[]): string {
  const hash = sha256(utf8ToBytes(JSON.stringify([templateId, ...path])));
  return [...hash.slice(0, idLength)].map((byte) => letters[byte % letters.length]).join('');
}
