import type { Socket } from 'node:net';
import { randomBelow, randomText } from '../../../sealed/cipher.ts';
import type {
  Colleague,
  GiveInput,
  JoinMeetingInput,
  MeetingEvent,
  OpenedMeeting,
  OpenMeetingInput,
  PeerHas,
} from '../../../shared/bridge/meeting.ts';
import { readMeetingCode, secrets, writeMeetingCode } from '../../../shared/domain/meeting/code.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { Content } from '../evidence/sealed-writer.ts';
import { inTurn } from '../files/in-turn.ts';
import type { MeetingCipher } from '../vault/meeting-cipher.ts';
import { type MeetingParty, meetAsLeader, meetAsMember } from '../vault/meeting-handshake.ts';
import type { SigningKey } from '../vault/signing-key.ts';
import { connectTo, type Listening, listenOn } from './connections.ts';
import { type Frames, framesOf } from './frames.ts';
import type { Network } from './networks.ts';
import { openPeer, type Peer } from './peer.ts';

/** A team's laptops on one cable, hotspot or local network: one opens a meeting, the others join it. One meeting at a time. */
export interface Meetings {
  /** Opens a meeting for a case. Throws `meeting.noNetwork`. */
  open(input: OpenMeetingInput, tell: Tell): Promise<OpenedMeeting>;
  /** Joins the meeting that the code names; `agree` asks the person. False where they chose not to. Throws why it is not let in. */
  join(input: JoinMeetingInput, tell: Tell, agree: (address: string) => Promise<boolean>): Promise<boolean>;
  give(input: GiveInput): Promise<void>;
  /** Takes a file over, from where it was cut; false where the other laptop can't give it. */
  take(peerId: string, content: Content): Promise<boolean>;
  /** Tells another laptop that all that was wanted of it is here. */
  tellHas(peerId: string, has: PeerHas): Promise<void>;
  /** Ends the meeting, and listens no more. `code`: why, as the others are told; empty where it is done. */
  close(code?: string): Promise<void>;
}

export interface MeetingsParts {
  readonly store: EvidenceStore;
  readonly signing: SigningKey;
  /** The local networks of this moment. */
  readonly networks: () => readonly Network[];
}

type Tell = (event: MeetingEvent) => void;

/** How long it may take to show who one is; how many may be at it at once. */
const introductionMs = 10_000;
const mostStrangers = 8;
const mostPeers = 50;
/** Wrong codes before a meeting is closed. */
const mostTries = 5;
/** After so long without a word, which is said every five seconds, a laptop counts as gone. */
const silenceMs = 20_000;
const peerIdBytes = 16;

interface Meeting {
  readonly about: OpenMeetingInput;
  readonly tell: Tell;
  readonly peers: Map<string, Peer>;
  readonly strangers: Set<Socket>;
  listening: Listening | null;
  triesLeft: number;
}

export function openMeetings({ store, signing, networks }: MeetingsParts): Meetings {
  let meeting: Meeting | null = null;
  /** One file after the other: two laptops may have the same one. */
  const takeTurn = inTurn();
  /** The code that the person has agreed to connect with. */
  let agreed = '';

  /** Ends the meeting before, and has `work` begin another; where that fails none is left. */
  async function begin<Result>(
    about: OpenMeetingInput,
    tell: Tell,
    work: (at: Meeting) => Promise<Result>,
  ): Promise<Result> {
    await close();
    const at: Meeting = {
      ...{ about, tell, peers: new Map(), strangers: new Set(), listening: null, triesLeft: mostTries },
    };
    meeting = at;
    try {
      return await work(at);
    } catch (thrown) {
      if (meeting === at) meeting = null;
      throw thrown;
    }
  }

  /** Throws where the meeting has ended while something was waited for: by the lock, above all. */
  function demandGoingOn(at: Meeting): void {
    if (meeting !== at) throw new ProblemError('meeting.ended');
  }

  /** Throws why the laptop with a key takes no part. */
  function admit({ about, triesLeft }: Meeting, publicKey: string): Colleague {
    const colleague = about.colleagues.find((each) => each.publicKey === publicKey);
    if (!colleague) throw new ProblemError('meeting.unknown');
    if (colleague.revoked) throw new ProblemError('meeting.revoked');
    if (!colleague.isOfTeam) throw new ProblemError('meeting.notOfTeam');
    if (triesLeft === 0) throw new ProblemError('meeting.givenUp');
    return colleague;
  }

  /** Has a connection's two ends show who they are, in the time that there is for it. */
  async function introduce(
    { strangers }: Meeting,
    socket: Socket,
    show: (frames: Frames) => Promise<MeetingCipher>,
  ): Promise<{ frames: Frames; cipher: MeetingCipher }> {
    const frames = framesOf(socket, silenceMs);
    const timer = setTimeout(frames.destroy, introductionMs);
    strangers.add(socket);
    try {
      return { frames, cipher: await show(frames) };
    } catch (thrown) {
      // What was said last arrives.
      frames.end();
      throw thrown;
    } finally {
      clearTimeout(timer);
      strangers.delete(socket);
    }
  }

  function welcome(at: Meeting, frames: Frames, cipher: MeetingCipher): void {
    const { personId } = admit(at, cipher.publicKey);
    const id = randomText(peerIdBytes);
    at.tell({ kind: 'joined', peerId: id, personId });
    const peer = openPeer({ id, frames, cipher, store, tell: at.tell });
    at.peers.set(id, peer);
    void peer.ended.then(() => at.peers.delete(id));
  }

  async function meetMember(at: Meeting, socket: Socket, party: Omit<MeetingParty, 'admit'>): Promise<void> {
    let personId = '';
    try {
      const { frames, cipher } = await introduce(at, socket, (wire) =>
        meetAsLeader(wire, {
          ...party,
          admit(publicKey) {
            personId = at.about.colleagues.find((each) => each.publicKey === publicKey)?.personId ?? '';
            admit(at, publicKey);
          },
          wrongCode() {
            at.triesLeft -= 1;
            const left = at.triesLeft;
            return left > 0 ? new ProblemError('meeting.codeWrong', { left }) : new ProblemError('meeting.givenUp');
          },
        }),
      );
      if (meeting === at && at.peers.size < mostPeers) welcome(at, frames, cipher);
      else hangUp(frames, cipher);
    } catch (thrown) {
      const { code } = problemOf(thrown);
      // Whoever did not show who they are may be anybody: nobody is told of them.
      if (code !== 'meeting.broken' && code !== 'meeting.cut') at.tell({ kind: 'refused', personId, code });
      if (at.triesLeft === 0 && meeting === at) await close('meeting.givenUp');
    }
  }

  async function close(code = ''): Promise<void> {
    const closing = meeting;
    meeting = null;
    if (!closing) return;
    closing.listening?.close();
    for (const socket of closing.strangers) socket.destroy();
    await Promise.all([...closing.peers.values()].map((peer) => peer.end(code)));
    closing.tell({ kind: 'closed', code });
  }

  const peer = (peerId: string): Peer => {
    const found = meeting?.peers.get(peerId);
    if (!found) throw new ProblemError('meeting.cut');
    return found;
  };

  return {
    open: (about, tell) =>
      begin(about, tell, async (at) => {
        const secret = randomBelow(secrets);
        const {
          port,
          networks: heard,
          ...listening
        } = await listenOn(networks(), (socket) => {
          if (at.strangers.size >= mostStrangers || meeting !== at) socket.destroy();
          else void meetMember(at, socket, { signing, secret, caseId: about.caseId });
        });
        at.listening = { port, networks: heard, ...listening };
        if (meeting !== at) listening.close();
        demandGoingOn(at);
        const codeAt = (address: string) => writeMeetingCode({ address, port, secret });
        return { networks: heard.map(({ name, address }) => ({ name, address, code: codeAt(address) })) };
      }),
    join: ({ code: typed, ...about }, tell, agree) =>
      begin(about, tell, async (at) => {
        const code = readMeetingCode(typed);
        if (!code) throw new ProblemError('meeting.codeMistyped');
        const written = writeMeetingCode(code);
        if (agreed !== written && !(await agree(code.address))) {
          if (meeting === at) meeting = null;
          return false;
        }
        demandGoingOn(at);
        agreed = written;
        const party = { signing, secret: code.secret, caseId: about.caseId };
        const socket = await connectTo(code);
        if (meeting !== at) socket.destroy();
        demandGoingOn(at);
        const { frames, cipher } = await introduce(at, socket, (wire) =>
          meetAsMember(wire, { ...party, admit: (publicKey) => void admit(at, publicKey) }),
        );
        if (meeting !== at) hangUp(frames, cipher);
        demandGoingOn(at);
        welcome(at, frames, cipher);
        return true;
      }),
    async give({ peerId, ...given }) {
      await peer(peerId).give(given);
    },
    take: (peerId, content) => takeTurn(() => peer(peerId).take(content)),
    async tellHas(peerId, has) {
      await peer(peerId).tellHas(has);
    },
    async close(code) {
      await close(code);
      // What was being taken has come to its end.
      await takeTurn(async () => undefined);
    },
  };
}

function hangUp(frames: Frames, cipher: MeetingCipher): void {
  frames.destroy();
  cipher.close();
}
