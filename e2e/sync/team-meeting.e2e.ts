import { randomBytes } from 'node:crypto';
import { filter, firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { MeetingPeer, MeetingState } from '../../renderer/data/bundles/meeting-state.ts';
import { type MeetingShell, TeamMeeting } from '../../renderer/data/bundles/team-meeting.ts';
import { bundleOf, bundleRow, signedBundle } from '../../server/testing/bundles.ts';
import { newAnswer, newCase } from '../../server/testing/documents.ts';
import { newEvidence, publicKeyOf, testDevice } from '../../server/testing/evidence.ts';
import type { MeetingEvent } from '../../shared/bridge/meeting.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { SignedBundle } from '../../shared/protocol/bundles.ts';
import type { Evidence } from '../../shared/schema/evidence.ts';

const people = ['p-binh', 'p-an', 'p-chi'] as const;
type PersonId = (typeof people)[number];
const unit = 'song-mai';
const inspectionCase = newCase({ id: 'p-binh', scope: unit });
const caseId = inspectionCase.id;
const keys = async () =>
  people.map((personId) => {
    const device = {
      deviceId: testDevice,
      since: '',
      signing: publicKeyOf(personId),
      sealing: '',
      revoked: false,
    };
    return { personId, devices: [device] };
  });

/** A laptop as a meeting sees it: bundles and files by their names; what the shell would carry is carried at once. */
class Laptop {
  readonly bundles = new Map<string, SignedBundle>();
  readonly files = new Set<string>();
  readonly evidence: Evidence[] = [];
  /** What becomes of the next file that is asked for. */
  readonly faults: ProblemError[] = [];
  readonly meeting: TeamMeeting;
  readonly #listeners = new Set<(event: MeetingEvent) => void>();
  readonly #room: ReadonlyMap<string, Laptop>;
  readonly #personId: PersonId;

  constructor(personId: PersonId, room: ReadonlyMap<string, Laptop>) {
    this.#personId = personId;
    this.#room = room;
    const shell = { call: this.#call, on: this.#on } as unknown as MeetingShell;
    this.meeting = new TeamMeeting({ workspace: this.#workspace() as never, shell, keys });
  }

  /** Writes something down, and takes a photograph whose file only this laptop has. */
  write(itemId: string): void {
    const author = { id: this.#personId, scope: unit };
    const row = bundleRow('answers', newAnswer(author, caseId, itemId));
    const signed = signedBundle(bundleOf(author, caseId, [row]));
    this.bundles.set(signed.signature, signed);
    const taken = newEvidence(author, caseId);
    this.evidence.push(taken as unknown as Evidence);
    this.files.add(taken.signed.record.sha256);
  }

  tell(event: MeetingEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Resolves with the state in which every peer is as asked for. */
  until(fits: (peer: MeetingPeer) => boolean, count: number): Promise<MeetingState> {
    return firstValueFrom(this.meeting.state$.pipe(filter(({ peers }) => peers.length === count && peers.every(fits))));
  }

  readonly #on: MeetingShell['on'] = (_name, listener) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly #call = async (name: string, input: never): Promise<unknown> => {
    const own: Record<string, (input: never) => unknown> = {
      'meeting.open': () => ({ networks: [] }),
      'meeting.join': () => {
        const leader = this.#room.get(peerIdOf('p-binh'));
        leader?.tell({ kind: 'joined', peerId: peerIdOf(this.#personId), personId: this.#personId });
        this.tell({ kind: 'joined', peerId: peerIdOf('p-binh'), personId: 'p-binh' });
        return true;
      },
      'meeting.close': () => null,
      'meeting.give': ({ peerId, bundles, originals }: { peerId: string; bundles: SignedBundle[]; originals: [] }) => {
        const opened = bundles.map((signed) => ({ signed, isSigned: true }));
        const there = originals.filter(({ sha256 }) => this.files.has(sha256));
        this.#room
          .get(peerId)
          ?.tell({ kind: 'came', peerId: peerIdOf(this.#personId), bundles: opened, originals: there });
      },
      'meeting.take': ({ peerId, content }: { peerId: string; content: { sha256: string } }) => {
        const fault = this.faults.shift();
        if (fault) throw fault;
        const isThere = this.#room.get(peerId)?.files.has(content.sha256) ?? false;
        if (isThere) this.files.add(content.sha256);
        return isThere;
      },
      'meeting.has': ({ peerId, has }: { peerId: string; has: { lacking: number } }) =>
        this.#room.get(peerId)?.tell({ kind: 'has', peerId: peerIdOf(this.#personId), has }),
      'evidence.has': ({ sha256 }: { sha256: string }) => this.files.has(sha256),
    };
    return own[name]?.(input);
  };

  /** Documents come with bundles: here those of the photographs, whoever took them. */
  #workspace() {
    const plain = (document: unknown) => ({ toMutableJSON: () => document });
    return {
      collections: {
        cases: { findOne: () => ({ exec: async () => plain(inspectionCase) }) },
        evidence: { find: () => ({ exec: async () => this.#evidenceOfAll().map(plain) }) },
      },
      bundles: {
        give: async () => [...this.bundles.values()],
        take: async (signed: SignedBundle) => {
          const isNew = !this.bundles.has(signed.signature);
          this.bundles.set(signed.signature, signed);
          return { added: isNew ? 1 : 0, changed: 0, differences: 0 };
        },
      },
    };
  }

  #evidenceOfAll(): Evidence[] {
    const written = new Set([...this.bundles.values()].map(({ publicKey }) => publicKey));
    return [...this.#room.values()]
      .flatMap(({ evidence }) => evidence)
      .filter(({ signed }) => written.has(signed.publicKey));
  }
}

function peerIdOf(personId: string): string {
  return personId.padEnd(22, '-');
}

/** Three laptops of a team, each with something that only it has. */
function team(): Readonly<Record<'binh' | 'an' | 'chi', Laptop>> {
  const room = new Map<string, Laptop>();
  for (const personId of people) room.set(peerIdOf(personId), new Laptop(personId, room));
  const [binh, an, chi] = [...room.values()] as [Laptop, Laptop, Laptop];
  for (const [nth, laptop] of [binh, an, chi].entries()) laptop.write(`post.${nth}`);
  return { binh, an, chi };
}

const isWhole = ({ stage, lacking }: MeetingPeer) => stage === 'whole' && lacking === 0;
const about = { caseId, withOriginals: true };
const code = randomBytes(4).toString('hex');

describe('the meeting of a team', () => {
  it('gives everybody what each has brought, bundles and files, also between those who came at other times', async () => {
    const { binh, an, chi } = team();
    await binh.meeting.open(about);
    await an.meeting.join(about, code);
    await binh.until(isWhole, 1);
    await chi.meeting.join(about, code);
    await binh.until(isWhole, 2);
    const signatures = [...binh.bundles.keys()].sort();
    expect(signatures).toHaveLength(3);
    await expect.poll(() => [...an.bundles.keys()].sort()).toEqual(signatures);
    await expect.poll(() => [...chi.bundles.keys()].sort()).toEqual(signatures);
    for (const laptop of [binh, an, chi]) await expect.poll(() => laptop.files.size).toBe(3);
    expect((await binh.until(isWhole, 2)).peers.map(({ taken }) => taken.added)).toEqual([1, 1]);
  });

  it('takes no originals where somebody wants none, and says how many are lacking', async () => {
    const { binh, an } = team();
    await binh.meeting.open(about);
    await an.meeting.join({ caseId, withOriginals: false }, code);
    const { peers } = await an.until(({ stage, lacking }) => stage === 'whole' && lacking === 1, 1);
    expect(peers[0]?.taken.added).toBe(1);
    expect(an.files.size).toBe(1);
    expect((await binh.until(({ has }) => has !== null, 1)).peers[0]?.has).toEqual({ lacking: 1 });
  });

  it('goes on with the other files where one does not come, and says why', async () => {
    const { binh, an } = team();
    binh.write('post.7');
    an.faults.push(new ProblemError('evidence.damaged'));
    await binh.meeting.open(about);
    await an.meeting.join(about, code);
    const { peers } = await an.until(({ stage, lacking }) => stage === 'whole' && lacking === 1, 1);
    expect(peers[0]?.problems).toEqual([{ code: 'evidence.damaged' }]);
    expect(an.files.size).toBe(2);
    // What is given again is asked for again.
    binh.meeting.giveAgain();
    await an.until(isWhole, 1);
    expect(an.files.size).toBe(3);
  });

  it('stops where the line is cut, and is over for a member without its leader', async () => {
    const { binh, an } = team();
    an.faults.push(new ProblemError('meeting.cut'));
    await binh.meeting.open(about);
    await an.meeting.join(about, code);
    await an.until(({ stage }) => stage === 'files', 1);
    an.tell({ kind: 'left', peerId: peerIdOf('p-binh'), code: 'meeting.cut' });
    const over = await firstValueFrom(an.meeting.state$.pipe(filter(({ kind }) => kind === 'over')));
    expect(over.problem).toEqual({ code: 'meeting.cut' });
    expect(over.peers[0]?.stage).toBe('files');
    expect(an.files.size).toBe(1);
    await an.meeting.join(about, code);
    await an.until(isWhole, 1);
    expect(an.files.size).toBe(2);
  });

  it('leaves out what is not signed by who it names, and takes the rest', async () => {
    const { binh, an } = team();
    const forged = signedBundle(bundleOf({ id: 'p-chi', scope: unit }, caseId, []), 'p-an');
    binh.bundles.set(forged.signature, forged);
    await binh.meeting.open(about);
    await an.meeting.join(about, code);
    const { peers } = await an.until(({ problems }) => problems.length > 0, 1);
    expect(peers[0]?.problems).toEqual([{ code: 'bundle.unknownSender' }]);
    expect(an.bundles.has(forged.signature)).toBe(false);
    expect(an.bundles.size).toBe(2);
  });
});
