import type { GivenToPeer, MeetingEvent, PeerHas } from '../../../shared/bridge/meeting.ts';
import { ProblemError, problemNamed, problemOf } from '../../../shared/problem/problem.ts';
import { sentSliceBytes } from '../../../shared/protocol/uploads.ts';
import { openBundle } from '../bundles/open-bundle.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { Content, SealedWriter } from '../evidence/sealed-writer.ts';
import { inTurn } from '../files/in-turn.ts';
import { settledWithin } from '../settled-within.ts';
import type { MeetingCipher } from '../vault/meeting-cipher.ts';
import type { Frames } from './frames.ts';
import { type Head, type Message, messagesOf, readGiven } from './messages.ts';

/** The laptop at the other end of a meeting. */
export interface Peer {
  readonly id: string;
  /** Gives bundles, and lets it ask for these files and no others. */
  give(given: GivenToPeer): Promise<void>;
  /** Takes a file over, from where it was cut; false where the other laptop can't give it. */
  take(content: Content): Promise<boolean>;
  tellHas(has: PeerHas): Promise<void>;
  /** Says goodbye, and why, where there is time for that. */
  end(code: string): Promise<void>;
  /** Resolves once nothing more comes or goes. */
  readonly ended: Promise<void>;
}

export interface PeerParts {
  readonly id: string;
  readonly frames: Frames;
  readonly cipher: MeetingCipher;
  readonly store: EvidenceStore;
  readonly tell: (event: MeetingEvent) => void;
}

/** How often it is said that one is still here, and told how much has moved. */
const stillHereMs = 5_000;
const movedMs = 250;
/** How long a goodbye may take. */
const partingMs = 500;
/** A laptop asks for one slice after the other; more at once is no laptop of ours. */
const mostAsked = 4;

/** A slice that was asked for, and has not come. */
interface Awaited {
  readonly content: Content;
  readonly writer: SealedWriter;
  readonly settle: (isThere: boolean) => void;
  readonly fail: (thrown: unknown) => void;
}

export function openPeer({ id, frames, cipher, store, tell }: PeerParts): Peer {
  const messages = messagesOf(frames, cipher);
  const turn = inTurn();
  let offered: ReadonlyMap<string, Content> = new Map();
  let awaited: Awaited | null = null;
  let [asked, filesGiven, told] = [0, 0, ''];
  let parting: string | null = null;

  const send = (head: Head, body?: Iterable<Uint8Array>) => turn(() => messages.send(head, body));

  function tellMoved(): void {
    const { received, sent } = messages.moved;
    const now = `${received} ${sent} ${filesGiven}`;
    if (now !== told) tell({ kind: 'moved', peerId: id, received, sent, filesGiven });
    told = now;
  }

  async function answer({ content, from }: Extract<Head, { kind: 'wanted' }>): Promise<void> {
    const isOffered = offered.get(content.sha256)?.sizeBytes === content.sizeBytes && from < content.sizeBytes;
    // What is damaged here is not given.
    const slice = isOffered ? await store.bytes(content, from, from + sentSliceBytes).catch(() => null) : null;
    const isThere = slice !== null && slice.byteLength > 0;
    await send({ kind: 'slice', content, from, bytes: isThere ? slice.byteLength : null }, isThere ? [slice] : []);
    if (isThere && from + slice.byteLength === content.sizeBytes) filesGiven += 1;
  }

  async function takeSlice({ head, body }: Message): Promise<void> {
    if (head.kind !== 'slice' || !awaited) throw broken();
    const { content, writer, settle, fail } = awaited;
    const from = writer.sizeBytes;
    const isAsked = head.content.sha256 === content.sha256 && head.from === from;
    if (!isAsked || (head.bytes ?? 0) > Math.min(sentSliceBytes, content.sizeBytes - from)) throw broken();
    const failed: unknown[] = [];
    for await (const piece of body) {
      // A full disk ends what is taken, not the meeting.
      if (failed.length === 0) await writer.append(piece).catch((thrown: unknown) => failed.push(thrown));
    }
    awaited = null;
    if (failed.length > 0) fail(failed[0]);
    else settle(head.bytes !== null);
  }

  async function hear(message: Message): Promise<void> {
    const { head, body } = message;
    if (head.kind === 'given') {
      const { bundles, originals } = await readGiven(body);
      tell({ kind: 'came', peerId: id, bundles: bundles.map(openBundle), originals });
    } else if (head.kind === 'wanted') {
      if (asked >= mostAsked) throw broken();
      asked += 1;
      answer(head)
        .catch(() => frames.destroy())
        .finally(() => {
          asked -= 1;
        });
    } else if (head.kind === 'slice') await takeSlice(message);
    else if (head.kind === 'has') tell({ kind: 'has', peerId: id, has: head.has });
  }

  async function listen(): Promise<void> {
    const timers = [
      setInterval(() => void messages.stillHere().catch(() => undefined), stillHereMs),
      setInterval(tellMoved, movedMs),
    ];
    let code = '';
    try {
      for (;;) {
        const message = await messages.next();
        if (message.head.kind === 'bye') {
          code = problemNamed(message.head.code)?.code ?? '';
          break;
        }
        await hear(message);
      }
    } catch (thrown) {
      code = parting ?? problemOf(thrown, 'meeting.cut').code;
    }
    for (const timer of timers) clearInterval(timer);
    frames.destroy();
    awaited?.fail(new ProblemError('meeting.cut'));
    awaited = null;
    cipher.close();
    tellMoved();
    tell({ kind: 'left', peerId: id, code });
  }

  function slice(content: Content, writer: SealedWriter): Promise<boolean> {
    return new Promise((resolve, reject) => {
      awaited = { content, writer, settle: resolve, fail: reject };
      send({ kind: 'wanted', content: { ...content }, from: writer.sizeBytes }).catch(reject);
    });
  }

  const ended = listen();
  return {
    id,
    async give({ bundles, originals }) {
      const there: Content[] = [];
      for (const content of originals) if (await store.has(content)) there.push(content);
      offered = new Map(there.map((content) => [content.sha256, content]));
      const body = Buffer.from(JSON.stringify({ bundles, originals: there }), 'utf8');
      await send({ kind: 'given', bytes: body.byteLength }, [body]);
    },
    async take(content) {
      if (await store.isUsable(content)) return true;
      const { name, writer } = await store.resume(content);
      let isThere = true;
      try {
        while (isThere && writer.sizeBytes < content.sizeBytes) isThere = await slice(content, writer);
      } catch (thrown) {
        await writer.leave();
        throw thrown;
      }
      if (!isThere) {
        await writer.leave();
        return false;
      }
      const { sha256 } = await writer.finish();
      if (sha256 === content.sha256) {
        await store.adopt(name, content);
        return true;
      }
      await store.discard(name);
      throw broken();
    },
    tellHas: (has) => send({ kind: 'has', has }),
    async end(code) {
      parting = code;
      await settledWithin(
        partingMs,
        send({ kind: 'bye', code })
          .then(frames.end)
          .then(() => ended),
      );
      frames.destroy();
    },
    ended,
  };
}

function broken(): ProblemError {
  return new ProblemError('meeting.broken');
}
