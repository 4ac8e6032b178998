import { type FileHandle, open } from 'node:fs/promises';
import {
  headOf,
  readHead,
  readPayload,
  readSection,
  type Section,
  sectionsFrom,
  writeNothing,
  writeSection,
} from '../../../sealed/bundle-format.ts';
import { forget, randomKey, randomText } from '../../../sealed/cipher.ts';
import { newDigest } from '../../../sealed/file-cipher.ts';
import { wrapFor } from '../../../sealed/sealed-for.ts';
import { writeAt } from '../../../sealed/write-at.ts';
import type { BeginBundleFile, OpenedBundleFile } from '../../../shared/bridge/bundles.ts';
import { bundleSigningText } from '../../../shared/domain/bundle/signing.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { broughtPayloadBytes } from '../../../shared/protocol/brought-files.ts';
import type { SignedBundle } from '../../../shared/protocol/bundles.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { Content } from '../evidence/sealed-writer.ts';
import { demandRoom } from '../files/room.ts';
import { type FileBeside, fileProblem, openBeside } from '../files/write-beside.ts';
import type { SigningKey } from '../vault/signing-key.ts';
import { openBundle } from './open-bundle.ts';

const idBytes = 16;

/** Files of bundles, written for colleagues and read from them, under this person's keys. */
export interface BundleFiles {
  sign(text: string): Promise<SignedBundle>;
  knowsServer(): boolean;
  /**
   * Begins a file at a place; its originals follow in the order in which they were named. Throws `file.noRoom`, `file.refused`, and
   * `request.invalid` where nobody is to open it, or the server whose key is not known here. Throws `bundle.tooLarge` for the server alone.
   */
  begin(input: BeginBundleFile, file: string): Promise<string>;
  /** Adds the next original; false when it is not on this laptop. */
  add(fileId: string, content: Content): Promise<boolean>;
  /** The file is whole and in its place: its path. */
  finish(fileId: string): Promise<string>;
  /** Reads a file's bundles. Throws `bundle.broken`, `bundle.unreadable`, `bundle.elsewhere` when it was not sealed to this
   * person here, and `bundle.forServer` when the server is to open it. */
  read(file: string): Promise<OpenedBundleFile>;
  /** Takes an original over; false when the file lacks it. */
  takeOriginal(fileId: string, content: Content): Promise<boolean>;
  /** Nothing more is done with a file; one that is not in its place is removed. */
  discard(fileId: string): Promise<void>;
  /** The vault is shut. */
  close(): Promise<void>;
}

interface Writing {
  readonly beside: FileBeside;
  readonly key: Buffer;
  readonly file: string;
  readonly originals: readonly Content[];
  added: number;
  at: number;
}

interface Reading {
  readonly handle: FileHandle;
  readonly key: Buffer;
  readonly originals: ReadonlyMap<string, Section>;
}

/** `serverKey`: to which what the server is to open is sealed; null while this laptop has not been told. */
export function openBundleFiles(
  store: EvidenceStore,
  signing: SigningKey,
  serverKey: () => string | null,
): BundleFiles {
  const written = new Map<string, Writing>();
  const read = new Map<string, Reading>();

  const writing = (fileId: string): Writing => found(written, fileId);

  async function begin({ bundles, originals, ...to }: BeginBundleFile, file: string): Promise<string> {
    const server = to.toServer ? serverKey() : null;
    if (to.toServer && !server) throw new ProblemError('request.invalid', { field: 'toServer' });
    const receivers = server ? [...to.receivers, server] : to.receivers;
    if (receivers.length === 0) throw new ProblemError('request.invalid', { field: 'receivers' });
    const payload = Buffer.from(JSON.stringify({ bundles, originals }), 'utf8');
    if (server && payload.byteLength > broughtPayloadBytes) throw new ProblemError('bundle.tooLarge');
    const sizes = await Promise.all(
      originals.map(async (content) => ((await store.has(content)) ? content.sizeBytes : 0)),
    );
    await demandRoom(
      file,
      sizes.reduce((sum, size) => sum + size, payload.byteLength),
    );
    const beside = await openBeside(file);
    const key = randomKey();
    const fileId = randomText(idBytes);
    written.set(fileId, { beside, key, file, originals, added: 0, at: 0 });
    await guarded(fileId, async (at) => {
      const { handle } = beside;
      const head = headOf({ receivers: receivers.map((receiver) => wrapFor(receiver, key)) });
      const next = at + (await writeAt(handle, at, [head]));
      const content = { sha256: newDigest().update(payload).digest('hex'), sizeBytes: payload.byteLength };
      return writeSection(handle, next, key, content, [payload]);
    });
    return fileId;
  }

  /** Writes on; a file that can't be written is removed. */
  async function guarded(fileId: string, work: (at: number) => Promise<number>): Promise<void> {
    const file = writing(fileId);
    try {
      file.at = await work(file.at);
    } catch (thrown) {
      await discard(fileId);
      throw fileProblem(thrown);
    }
  }

  async function add(fileId: string, content: Content): Promise<boolean> {
    const file = writing(fileId);
    if (file.originals[file.added]?.sha256 !== content.sha256) throw new ProblemError('internal');
    const reader = await store.read(content);
    try {
      await guarded(fileId, (at) =>
        reader
          ? writeSection(file.beside.handle, at, file.key, content, reader.read(0, content.sizeBytes))
          : writeNothing(file.beside.handle, at),
      );
    } finally {
      await reader?.close();
    }
    file.added += 1;
    return reader !== null;
  }

  async function finish(fileId: string): Promise<string> {
    const { beside, file, originals, added } = writing(fileId);
    await guarded(fileId, async (start) => {
      let at = start;
      for (let nth = added; nth < originals.length; nth++) at = await writeNothing(beside.handle, at);
      await beside.finish();
      return at;
    });
    await discard(fileId);
    return file;
  }

  async function readFile(file: string): Promise<OpenedBundleFile> {
    const handle = await open(file, 'r').catch(unreadable);
    let key: Buffer | null = null;
    try {
      const { head, next } = await readHead(handle);
      const own = head.receivers.find(({ receiver }) => receiver === signing.sealingKey);
      const isForServer = head.receivers.some(({ receiver }) => receiver === serverKey());
      if (!own) throw new ProblemError(isForServer ? 'bundle.forServer' : 'bundle.elsewhere');
      key = await signing.unwrap(own);
      if (!key) throw new ProblemError('bundle.broken');
      const [first, ...others] = await sectionsFrom(handle, next);
      if (!first) throw new ProblemError('bundle.broken');
      const { bundles, originals } = await readPayload(handle, first, key);
      const there = originals.flatMap((content, nth) => {
        const section = others[nth];
        return section && section.bytes > 0 ? [[content, section] as const] : [];
      });
      const fileId = randomText(idBytes);
      read.set(fileId, { handle, key, originals: new Map(there.map(([{ sha256 }, section]) => [sha256, section])) });
      return { fileId, bundles: bundles.map(openBundle), originals: there.map(([content]) => content) };
    } catch (thrown) {
      if (key) forget(key);
      await handle.close();
      return unreadable(thrown);
    }
  }

  async function takeOriginal(fileId: string, content: Content): Promise<boolean> {
    const { handle, key, originals } = found(read, fileId);
    const section = originals.get(content.sha256);
    if (!section) return false;
    if (await store.isUsable(content)) return true;
    const name = store.passingName(content.sha256);
    const writer = await store.begin(name);
    try {
      for await (const piece of readSection(handle, section, key, content)) await writer.append(piece);
    } catch (thrown) {
      await writer.discard();
      return unreadable(thrown);
    }
    const { sha256 } = await writer.finish();
    if (sha256 === content.sha256) {
      // What stays here would hold up the next try.
      await store.adopt(name, content).finally(() => store.discard(name));
      return true;
    }
    await store.discard(name);
    throw new ProblemError('bundle.broken');
  }

  async function discard(fileId: string): Promise<void> {
    const [file, reading] = [written.get(fileId), read.get(fileId)];
    written.delete(fileId);
    read.delete(fileId);
    await file?.beside.discard();
    // Not waited for: it comes after a read, which a share that does not answer never ends.
    reading?.handle.close().catch(() => undefined);
    for (const key of [file?.key, reading?.key]) if (key) forget(key);
  }

  return {
    async sign(text) {
      const signature = await signing.sign(bundleSigningText(text));
      return { text, publicKey: signing.publicKey, signature };
    },
    knowsServer: () => serverKey() !== null,
    begin,
    add,
    finish,
    read: readFile,
    takeOriginal,
    discard,
    async close() {
      for (const fileId of [...written.keys(), ...read.keys()]) await discard(fileId);
    },
  };
}

function found<Held>(all: ReadonlyMap<string, Held>, fileId: string): Held {
  const held = all.get(fileId);
  if (!held) throw new ProblemError('notFound');
  return held;
}

/** The stick was drawn, or the file is not for this account. */
function unreadable(thrown: unknown): never {
  throw thrown instanceof ProblemError ? thrown : new ProblemError('bundle.unreadable', undefined, { cause: thrown });
}
