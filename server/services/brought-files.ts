import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import {
  type BundlePayload,
  readHead,
  readPayload,
  readSection,
  type Section,
  sectionsFrom,
} from '../../sealed/bundle-format.ts';
import { forget } from '../../sealed/cipher.ts';
import { mayWriteIn } from '../../shared/domain/permission/permission.ts';
import type { ProblemCode } from '../../shared/problem/catalogue.ts';
import { type Problem, ProblemError, problemOf } from '../../shared/problem/problem.ts';
import { type BroughtRef, broughtPayloadBytes } from '../../shared/protocol/brought-files.ts';
import type { SignedBundle } from '../../shared/protocol/bundles.ts';
import type { EvidencePart } from '../../shared/protocol/uploads.ts';
import type { NamedFile } from '../files/evidence-files.ts';
import { type AuthoredBundle, isOfUnit, type Refused, readAuthored, takeBundle } from './bundles.ts';
import type { Context } from './context.ts';
import { takeBrought, type Upload } from './evidence.ts';
import type { Caller } from './session.ts';

/** What somebody has brought lies below this, in a folder of its unit, until it is opened: no unit has such a name. */
export const broughtFolder = '.brought';

/** What a file of bundles has brought. */
export interface Opened {
  readonly bundles: readonly {
    readonly madeBy: string;
    readonly documents: number;
    readonly refused: readonly Refused[];
  }[];
  /** Why a bundle that came along was left out. */
  readonly leftOut: readonly Problem[];
  /** Files of evidence that the server had not. */
  readonly originals: number;
}

/** How much of a file of bundles has come. */
export async function broughtOf(context: Context, caller: Caller, asked: BroughtRef): Promise<Upload> {
  return {
    offset: await context.evidence.received(namedOf(caller, asked)),
    length: asked.sizeBytes,
    sha256: asked.sha256,
  };
}

/** Takes what follows the first `at` bytes of a file of bundles. Throws as `EvidenceFiles.append`. */
export async function bringSlice(
  context: Context,
  caller: Caller,
  asked: BroughtRef,
  at: number,
  body: Readable,
): Promise<Upload> {
  mustWrite(caller);
  return {
    offset: await context.evidence.append(namedOf(caller, asked), at, body),
    length: asked.sizeBytes,
    sha256: asked.sha256,
  };
}

/**
 * Opens a file of bundles that has come whole and is sealed for this server, and takes what is in it in its authors' names, whoever
 * brought it; of one that was opened a moment ago, what came of it. Throws `notFound` until it is whole, `bundle.notForServer`, `bundle.broken`, and what was wrong where nothing of it was taken.
 */
export async function openBrought(context: Context, caller: Caller, asked: BroughtRef): Promise<Opened> {
  mustWrite(caller);
  const file = namedOf(caller, asked);
  const opened = await context.opened.open(`${file.scope} ${file.sha256}`, () => openFile(context, caller, file));
  if (!opened) throw new ProblemError('notFound');
  return opened;
}

/** Null where it is not here as a whole. */
async function openFile(context: Context, caller: Caller, file: NamedFile): Promise<Opened | null> {
  const handle = await context.evidence.open(file);
  if (!handle) return null;
  let key: Buffer | null = null;
  try {
    const { head, next } = await readHead(handle);
    const own = head.receivers.find(({ receiver }) => receiver === context.cryptography.sealingKey);
    if (!own) throw new ProblemError('bundle.notForServer');
    key = context.cryptography.unwrap(own);
    const [first, ...sections] = await sectionsFrom(handle, next);
    if (!key || !first) throw new ProblemError('bundle.broken');
    const payload = await readPayload(handle, first, key, broughtPayloadBytes);
    const { bundles, named, leftOut } = await takeBundles(context, caller, payload.bundles);
    const files = await takeOriginals(context, caller, named, { handle, key, payload, sections });
    await context.evidence.remove(file);
    return { bundles, leftOut: [...leftOut, ...files.leftOut], originals: files.count };
  } catch (thrown) {
    // What this server can never open is kept for nobody; where the fault is its own the next try finds it here.
    const { code } = problemOf(thrown);
    if (code.startsWith('bundle.')) await context.evidence.remove(file);
    throw thrown;
  } finally {
    if (key) forget(key);
    await handle.close();
  }
}

/** Each by itself: what is wrong with one hinders no other. What its evidence names is noted: a bundle is read once, and not kept. */
async function takeBundles(context: Context, caller: Caller, all: readonly SignedBundle[]) {
  const bundles: Opened['bundles'][number][] = [];
  const named: FileOfEvidence[] = [];
  const leftOut: Problem[] = [];
  for (const signed of all) {
    try {
      const authored = await readAuthored(context, caller, signed);
      const refused = await takeBundle(context, caller, authored);
      const { madeBy, rows } = authored.bundle;
      bundles.push({ madeBy, documents: rows.length - refused.length, refused });
      if (isOfUnit(authored.author, caller)) named.push(...filesIn(authored));
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (!problem.code.startsWith('bundle.')) throw thrown;
      leftOut.push(problem);
    }
  }
  const [first] = leftOut;
  if (bundles.length === 0 && first) throw new ProblemError(first.code, first.details);
  return { bundles, named, leftOut };
}

/** What is wrong with one file of evidence, and hinders no other. */
const faults: ReadonlySet<ProblemCode> = new Set(['bundle.broken', 'evidence.otherContent', 'request.tooLarge']);

interface Originals {
  readonly handle: FileHandle;
  readonly key: Uint8Array;
  readonly payload: BundlePayload;
  readonly sections: readonly Section[];
}

/** Takes over the files that the bundles' evidence names, small pictures first; how many the server had not, and why some were left out. */
async function takeOriginals(
  context: Context,
  caller: Caller,
  named: readonly FileOfEvidence[],
  { handle, key, payload, sections }: Originals,
) {
  const places = new Map(
    payload.originals.map((content, nth) => [content.sha256, { content, section: sections[nth] }]),
  );
  const leftOut: Problem[] = [];
  let count = 0;
  for (const { author, evidenceId, part, sha256 } of named.toSorted(picturesFirst)) {
    const { content, section } = places.get(sha256) ?? {};
    if (!content || !section?.bytes) continue;
    const bytes = () => readSection(handle, section, key, content);
    try {
      const people = { author, bringer: caller };
      if (await takeBrought(context, people, { evidenceId, part }, sha256, bytes)) count += 1;
    } catch (thrown) {
      if (!faults.has(problemOf(thrown).code)) throw thrown;
      leftOut.push({ code: 'bundle.originalBroken' });
    }
  }
  return { count, leftOut };
}

interface FileOfEvidence {
  readonly author: Caller;
  readonly evidenceId: string;
  readonly part: EvidencePart;
  readonly sha256: string;
}

const picturesFirst = (one: FileOfEvidence, other: FileOfEvidence) =>
  Number(one.part === 'original') - Number(other.part === 'original');

const Named = Type.Object({ sha256: Type.String() });
const Recorded = Type.Object({ record: Named });

/** The files that the evidence of a bundle names. */
function filesIn({ bundle: { rows, known }, author }: AuthoredBundle): readonly FileOfEvidence[] {
  const evidence = [...rows, ...known].filter(({ collection }) => collection === 'evidence');
  return evidence.flatMap(({ state }) => {
    // What is known to its sender is not stored, and nobody has looked at it.
    const { id: evidenceId, thumbnail, signed } = state as { id: string; thumbnail?: unknown; signed?: unknown };
    const file = (part: EvidencePart, { sha256 }: { sha256: string }) => ({ author, evidenceId, part, sha256 });
    return [
      ...(Value.Check(Named, thumbnail) ? [file('picture', thumbnail)] : []),
      ...(Value.Check(Recorded, signed) ? [file('original', signed.record)] : []),
    ];
  });
}

/** Who may write nothing brings nothing. */
function mustWrite({ person }: Caller): void {
  if (!mayWriteIn(person.role, 'evidence')) throw new ProblemError('permission.denied', { rule: 'role' });
}

function namedOf({ person }: Caller, { sha256, sizeBytes }: BroughtRef): NamedFile {
  return { scope: `${broughtFolder}/${person.scope}`, sha256, sizeBytes, sender: person.id };
}
