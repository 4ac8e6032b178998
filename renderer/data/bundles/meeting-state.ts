import type { MeetingEvent, OpenedMeeting, PeerHas } from '../../../shared/bridge/meeting.ts';
import { type Problem, problemNamed } from '../../../shared/problem/problem.ts';
import type { Taken } from './take-bundle.ts';

/** Files of evidence, and their bytes. */
export interface FileCount {
  readonly files: number;
  readonly bytes: number;
}

/** Another laptop in a meeting. */
export interface MeetingPeer {
  readonly peerId: string;
  readonly personId: string;
  readonly isHere: boolean;
  /** What this laptop is doing with what came from it. */
  readonly stage: 'waiting' | 'merging' | 'files' | 'whole';
  /** What it has brought, in documents. */
  readonly taken: Taken;
  /** Documents that it was given, the newest time. */
  readonly documentsGiven: number;
  /** Files that this laptop wants of it, and those that have come. */
  readonly wanted: FileCount;
  readonly come: FileCount;
  /** Bytes over the wire, and those that had come before the files began. */
  readonly received: number;
  readonly receivedBefore: number;
  readonly sent: number;
  readonly filesGiven: number;
  /** Files of evidence that this laptop still lacks after it has taken what the other gave. */
  readonly lacking: number;
  /** What the other has by now; null while it still takes. */
  readonly has: PeerHas | null;
  /** Why bundles that it brought were left out, or why it has left. */
  readonly problems: readonly Problem[];
}

/** Somebody who was not let in; `personId` is empty for who is not known. */
export interface Refusal {
  readonly personId: string;
  readonly problem: Problem;
}

/** The meeting of this moment, or the last one. */
export interface MeetingState {
  readonly kind: 'none' | 'opening' | 'leading' | 'joining' | 'joined' | 'over';
  /** The case that it is, or was, about. */
  readonly caseId: string;
  /** By which it was joined; empty where this laptop opened it. */
  readonly code: string;
  /** Where it can be joined, by whom this laptop opened it. */
  readonly networks: OpenedMeeting['networks'];
  readonly peers: readonly MeetingPeer[];
  readonly refusals: readonly Refusal[];
  /** Why it is over, or did not begin. */
  readonly problem: Problem | null;
}

const noFiles: FileCount = { files: 0, bytes: 0 };
export const noMeeting: MeetingState = {
  ...{ kind: 'none', caseId: '', code: '', networks: [], peers: [], refusals: [], problem: null },
};

/** What the shell has told, in the state. */
export function afterEvent(state: MeetingState, event: MeetingEvent): MeetingState {
  switch (event.kind) {
    case 'joined': {
      // Who comes again takes their own place.
      const others = state.peers.filter(({ personId, isHere }) => isHere || personId !== event.personId);
      const refusals = state.refusals.filter(({ personId }) => personId !== event.personId);
      return { ...state, refusals, peers: [...others, newPeer(event)] };
    }
    case 'moved': {
      const { received, sent, filesGiven } = event;
      return withPeer(state, event.peerId, () => ({ received, sent, filesGiven }));
    }
    case 'has':
      return withPeer(state, event.peerId, () => ({ has: event.has }));
    case 'left': {
      const problem = problemNamed(event.code);
      const left = withPeer(state, event.peerId, ({ problems }) => ({
        isHere: false,
        problems: problem ? [...problems, problem] : problems,
      }));
      // A member's meeting is over with its leader.
      return state.kind === 'joined' ? { ...left, kind: 'over', problem } : left;
    }
    case 'refused':
      return {
        ...state,
        refusals: [
          ...state.refusals.filter(({ personId }) => personId !== event.personId),
          { personId: event.personId, problem: problemNamed(event.code) ?? { code: 'internal' } },
        ],
      };
    case 'closed':
      return { ...state, kind: 'over', problem: problemNamed(event.code) ?? state.problem };
    case 'came':
      return withPeer(state, event.peerId, () => ({ stage: 'merging', problems: [] }));
  }
}

/** The state with something of one peer changed; as it is where the peer is none of it. */
export function withPeer(
  state: MeetingState,
  id: string,
  change: (peer: MeetingPeer) => Partial<MeetingPeer>,
): MeetingState {
  const peers = state.peers.map((peer) => (peer.peerId === id ? { ...peer, ...change(peer) } : peer));
  return { ...state, peers };
}

function newPeer({ peerId, personId }: { peerId: string; personId: string }): MeetingPeer {
  return {
    ...{ peerId, personId, isHere: true, stage: 'waiting', documentsGiven: 0, wanted: noFiles, come: noFiles },
    ...{ received: 0, receivedBefore: 0, sent: 0, filesGiven: 0, lacking: 0, has: null, problems: [] },
    taken: { added: 0, changed: 0, differences: 0 },
  };
}
