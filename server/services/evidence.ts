import { Readable } from 'node:stream';
import { mostOriginalBytes, pictureBytes } from '../../shared/bridge/evidence.ts';
import { mayWriteIn, writableScopes } from '../../shared/domain/permission/permission.ts';
import { ProblemError, problemOf } from '../../shared/problem/problem.ts';
import type { EvidencePart } from '../../shared/protocol/uploads.ts';
import type { Evidence } from '../../shared/schema/evidence.ts';
import { transact } from '../database/connections.ts';
import type { NamedFile } from '../files/evidence-files.ts';
import { evidenceBody } from '../queries/evidence.ts';
import { addAuditLine } from './audit.ts';
import type { Context } from './context.ts';
import { scopesOf } from './pull.ts';
import type { Caller } from './session.ts';

/** How far a file has come, both in bytes. */
export interface Upload {
  readonly offset: number;
  readonly length: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Which part of which evidence. */
export interface PartOf {
  readonly evidenceId: string;
  readonly part: EvidencePart;
}

/** How much of a file the server has. Throws `notFound` where the caller reads no such document, or it names no such part. */
export async function uploadOf(context: Context, caller: Caller, asked: PartOf): Promise<Upload> {
  const file = await fileOf(context, caller, asked);
  return { offset: await context.evidence.received(file), length: file.sizeBytes, sha256: file.sha256 };
}

/**
 * Takes what follows the first `at` bytes of a file, from who may add evidence in its unit. What comes is kept as far as it came; once
 * it is all there it must be what the document names. Throws as `EvidenceFiles.append`, and `scope.denied` or `permission.denied`.
 */
export async function takeSlice(
  context: Context,
  caller: Caller,
  asked: PartOf,
  at: number,
  body: Readable,
): Promise<Upload> {
  const file = await fileOf(context, caller, asked);
  if (!mayWriteIn(caller.person.role, 'evidence')) throw new ProblemError('permission.denied', { rule: 'role' });
  if (!writableScopes(caller.person).includes(file.scope)) throw new ProblemError('scope.denied');
  if (file.sizeBytes > (asked.part === 'picture' ? pictureBytes : mostOriginalBytes)) {
    throw new ProblemError('evidence.tooLarge');
  }
  return { offset: await context.evidence.append(file, at, body), length: file.sizeBytes, sha256: file.sha256 };
}

/** A file's size, and its bytes by range; `notFound` until it is whole here. */
export async function readFileOf(
  context: Context,
  caller: Caller,
  asked: PartOf,
  range: (sizeBytes: number) => readonly [number, number],
): Promise<{ readonly sizeBytes: number; readonly from: number; readonly to: number; readonly bytes: Readable }> {
  const file = await fileOf(context, caller, asked);
  const [from, to] = range(file.sizeBytes);
  const bytes = await context.evidence.read(file, from, to);
  if (!bytes) throw new ProblemError('notFound');
  // Whoever fetches an original begins at its beginning.
  if (asked.part === 'original' && from === 0) await noteFetch(context, caller, asked.evidenceId);
  return { sizeBytes: file.sizeBytes, from, to, bytes };
}

/**
 * Takes a part of evidence from a file that `bringer` has brought: `bytes` gives all of it. False where the server has it, or its document,
 * read as its author, names no such part. It comes beside what the author's own laptop has sent: nobody spoils that.
 */
export async function takeBrought(
  context: Context,
  { author, bringer }: { readonly author: Caller; readonly bringer: Caller },
  asked: PartOf,
  sha256: string,
  bytes: () => AsyncIterable<Buffer>,
): Promise<boolean> {
  const named = await fileOf(context, author, asked).catch((thrown: unknown) => {
    if (problemOf(thrown).code === 'notFound') return null;
    throw thrown;
  });
  if (named?.sha256 !== sha256) return false;
  const file = { ...named, sender: `brought ${author.person.id} ${bringer.person.id}` };
  const at = await context.evidence.received(file);
  if (at === file.sizeBytes) return false;
  return (await context.evidence.append(file, at, Readable.from(without(bytes(), at)))) === file.sizeBytes;
}

/** What comes after the first `count` bytes. */
async function* without(pieces: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count;
  for await (const piece of pieces) {
    if (piece.byteLength > left) yield piece.subarray(left);
    left = Math.max(0, left - piece.byteLength);
  }
}

async function noteFetch(context: Context, { person, deviceId }: Caller, evidenceId: string): Promise<void> {
  const line = { kind: 'originalFetched', personId: person.id, deviceId, details: { evidenceId } } as const;
  await transact(context.connections.request, { person: person.id, device: deviceId }, (client) =>
    addAuditLine(client, context, { ...line, at: new Date(context.now()) }),
  );
}

async function fileOf(context: Context, caller: Caller, { evidenceId, part }: PartOf): Promise<NamedFile> {
  const access = { person: caller.person.id, reads: await scopesOf(context, caller) };
  const body = await transact(context.connections.request, access, (client) => evidenceBody(client, evidenceId));
  const evidence = body === null ? null : (JSON.parse(body) as Evidence);
  const named = part === 'picture' ? evidence?.thumbnail : evidence?.signed.record;
  if (!evidence || !named) throw new ProblemError('notFound');
  const { sha256, sizeBytes } = named;
  return { scope: evidence.scope, sha256, sizeBytes, sender: caller.person.id };
}
