import type { CallInput, CallOutput } from '../../../shared/bridge/contract.ts';
import { type Problem, ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { Evidence, FileRef } from '../../../shared/schema/evidence.ts';
import type { KeysData } from '../../../shared/schema/reference-data.ts';
import type { Workspace } from '../workspace.ts';
import { readBundle } from './bundles.ts';
import type { Taken } from './take-bundle.ts';

type BundleCall =
  | 'bundle.sign'
  | 'bundle.begin'
  | 'bundle.add'
  | 'bundle.finish'
  | 'bundle.read'
  | 'bundle.takeOriginal'
  | 'bundle.discard';
export interface BundleShell {
  call<Name extends BundleCall>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
}

type OnProgress = (done: number, all: number) => void;
type Opened = NonNullable<CallOutput<'bundle.read'>>;

export interface GiveToFile {
  readonly workspace: Workspace;
  readonly shell: BundleShell;
  readonly inspectionCase: InspectionCase;
  /** Sealing keys of those who may open it. */
  readonly receivers: readonly string[];
  /** The server may, whoever carries it there. */
  readonly toServer: boolean;
  /** Small pictures go along always, originals where this is true. */
  readonly withOriginals: boolean;
  readonly evidence: readonly Evidence[];
  readonly suggestedName: string;
  readonly onProgress: OnProgress;
}

/** What was written to a file, and how many of its originals were not on this laptop. */
export interface GivenFile {
  readonly path: string;
  readonly away: number;
}

/** Asks where to, and writes what this laptop has of a case; null when the person chose not to. */
export async function giveToFile(give: GiveToFile): Promise<GivenFile | null> {
  const { workspace, shell, inspectionCase, receivers, toServer, withOriginals, evidence, suggestedName, onProgress } =
    give;
  const bundles = await workspace.bundles.give(inspectionCase, (text) => shell.call('bundle.sign', { text }));
  const originals = filesOf(evidence, withOriginals);
  const input = { suggestedName, bundles: [...bundles], receivers: [...receivers], toServer, originals };
  const begun = await shell.call('bundle.begin', input);
  if (!begun) return null;
  let away = 0;
  try {
    for (const [nth, content] of originals.entries()) {
      onProgress(nth, originals.length);
      if (!(await shell.call('bundle.add', { ...begun, content }))) away += 1;
    }
    return { path: await shell.call('bundle.finish', begun), away };
  } catch (thrown) {
    await shell.call('bundle.discard', begun).catch(() => undefined);
    throw thrown;
  }
}

/** Each file once: small pictures first, then originals, the large ones last. */
export function filesOf(evidence: readonly Evidence[], withOriginals: boolean): FileRef[] {
  const files = new Map<string, FileRef>();
  for (const { thumbnail } of evidence) if (thumbnail) files.set(thumbnail.sha256, thumbnail);
  const originals = withOriginals ? evidence.map(({ signed: { record } }) => record) : [];
  for (const { sha256, sizeBytes } of originals.toSorted((a, b) => a.sizeBytes - b.sizeBytes)) {
    files.set(sha256, { sha256, sizeBytes });
  }
  return [...files.values()];
}

export interface TakeFromFile {
  readonly workspace: Workspace;
  readonly shell: BundleShell;
  readonly caseId: string;
  /** Public keys of the unit's people. */
  readonly keys: readonly KeysData[];
  readonly onProgress: OnProgress;
}

/** What one colleague's bundle brought. */
export interface TakenBundle extends Taken {
  readonly madeBy: string;
  readonly at: string;
}

export interface TakenFile {
  readonly bundles: readonly TakenBundle[];
  /** Why a bundle that came along was left out. */
  readonly leftOut: readonly Problem[];
  /** Files of evidence that were taken over. */
  readonly files: number;
}

/**
 * Asks which, and takes a file of bundles into a case; null when the person chose none. Nothing is taken of a bundle whose signature is not
 * that of who it names; throws when none is left.
 */
export async function takeFromFile(take: TakeFromFile): Promise<TakenFile | null> {
  const { shell } = take;
  const opened = await shell.call('bundle.read', null);
  if (!opened) return null;
  try {
    const { bundles, leftOut } = await takeBundles(take, opened);
    return { bundles, leftOut, files: await takeFiles(take, opened) };
  } finally {
    await shell.call('bundle.discard', { fileId: opened.fileId }).catch(() => undefined);
  }
}

/** Takes in the bundles that are whose they say; why the others were left out. Throws where none is left. */
export async function takeBundles(
  {
    workspace,
    caseId,
    keys,
  }: Pick<TakeFromFile, 'caseId' | 'keys'> & { readonly workspace: Pick<Workspace, 'bundles'> },
  { bundles: opened }: Pick<Opened, 'bundles'>,
): Promise<{ readonly bundles: readonly TakenBundle[]; readonly leftOut: readonly Problem[] }> {
  const bundles: TakenBundle[] = [];
  const leftOut: Problem[] = [];
  for (const { signed, isSigned } of opened) {
    try {
      const { madeBy, device, at } = readBundle(signed);
      demandSender(keys, madeBy, device, isSigned ? signed.publicKey : '');
      const taken = await workspace.bundles.take(signed, caseId);
      if (taken) bundles.push({ madeBy, at, ...taken });
    } catch (thrown) {
      leftOut.push(problemOf(thrown));
    }
  }
  const [first] = leftOut;
  if (bundles.length === 0 && first) throw new ProblemError(first.code, first.details);
  return { bundles, leftOut };
}

/** Throws unless the key is this person's on this laptop, as the server has told, and the laptop is not lost. */
function demandSender(keys: readonly KeysData[], personId: string, deviceId: string, publicKey: string): void {
  const devices = keys.find((each) => each.personId === personId)?.devices ?? [];
  const known = devices.find((each) => each.deviceId === deviceId && each.signing === publicKey);
  if (!known) throw new ProblemError('bundle.unknownSender');
  if (known.revoked) throw new ProblemError('bundle.revoked');
}

/** Takes over the files of evidence that the case names now. */
async function takeFiles({ workspace, shell, caseId, onProgress }: TakeFromFile, opened: Opened): Promise<number> {
  const found = await workspace.collections.evidence.find({ selector: { caseId } }).exec();
  const named = filesOf(
    found.map((each) => each.toMutableJSON()),
    true,
  );
  const there = new Set(opened.originals.map(({ sha256 }) => sha256));
  const wanted = named.filter(({ sha256 }) => there.has(sha256));
  let files = 0;
  for (const [nth, content] of wanted.entries()) {
    onProgress(nth, wanted.length);
    if (await shell.call('bundle.takeOriginal', { fileId: opened.fileId, content })) files += 1;
  }
  return files;
}
