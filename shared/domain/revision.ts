import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64url } from './base64url.ts';

/** Fields of RxDB's own that are no part of a document's state. */
const notState: ReadonlySet<string> = new Set(['_rev', '_meta', '_attachments']);
const revisionBytes = 16;

/** JSON of a document's state with the keys of every object sorted, so that equal states give equal text. */
export function canonicalText(document: object): string {
  return objectText(document, notState);
}

/** A document's revision: base64url of the first 16 bytes of SHA-256 over its canonical text; `_deleted` counts. */
export function revisionOf(document: object): string {
  return base64url(sha256(utf8ToBytes(canonicalText(document))).subarray(0, revisionBytes));
}

function valueText(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(valueText).join(',')}]`;
  return objectText(value);
}

function objectText(value: object, leftOut?: ReadonlySet<string>): string {
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(fields).sort()) {
    const field = fields[key];
    // As in JSON: a field without a value is no field.
    if (field === undefined || leftOut?.has(key)) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${valueText(field)}`;
  }
  return `{${text}}`;
}
