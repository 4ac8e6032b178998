import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Confidence as ConfidenceSchema } from '../../shared/schema/common.ts';
import type { ReferenceKind } from '../../shared/schema/reference.ts';
import { hashOf } from '../services/cryptography.ts';

export type Confidence = Static<typeof ConfidenceSchema>;

/** A piece of reference data as it stands in a source file, before it is a document. */
export interface ReferenceContent {
  readonly id: string;
  readonly kind: ReferenceKind;
  readonly title: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly confidence: Confidence;
  readonly source: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An entry that does not have the shape that its file promises: named by its place, never by what it says. */
export interface BrokenEntry {
  readonly file: string;
  readonly at: string;
}

export interface SourceReading {
  readonly contents: readonly ReferenceContent[];
  readonly broken: readonly BrokenEntry[];
}

export const OptionalText = Type.Optional(Type.Union([Type.String(), Type.Null()]));

const folder = path.join(import.meta.dirname, 'data');

/** The text of a source file. */
export function sourceText(file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

/** One hash over every file of this folder: the data, and how it is read. */
export function hashOfFolder(): string {
  const names = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(path.join(import.meta.dirname, name)).isFile());
  return hashOf(
    files.map((name) => `${name} ${readFileSync(path.join(import.meta.dirname, name), 'utf8')}`).join('\n'),
  );
}

/** Reads a list of entries out of a source file; one that breaks its schema is reported and stops no other. */
export function readEntries<Entry extends TSchema>(
  file: string,
  field: string,
  schema: Entry,
  contentOf: (entry: Static<Entry>) => ReferenceContent | ReferenceContent[],
): SourceReading {
  const source: unknown = JSON.parse(sourceText(file));
  const list = typeof source === 'object' && source !== null ? Reflect.get(source, field) : undefined;
  if (!Array.isArray(list)) return { contents: [], broken: [{ file, at: field }] };
  const contents: ReferenceContent[] = [];
  const broken: BrokenEntry[] = [];
  list.forEach((entry: unknown, at) => {
    if (Value.Check(schema, entry)) contents.push(...[contentOf(entry)].flat());
    else broken.push({ file, at: `${field}/${at}${Value.Errors(schema, entry)[0]?.instancePath ?? ''}` });
  });
  return { contents, broken };
}

const order: readonly Confidence[] = ['high', 'medium', 'low'];

/** What is made of several parts is as sure as the least sure of them. */
export function leastSure(parts: readonly Confidence[]): Confidence {
  return order[Math.max(0, ...parts.map((part) => order.indexOf(part)))] ?? 'low';
}
