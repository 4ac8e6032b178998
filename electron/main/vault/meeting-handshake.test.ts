import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { type MeetingLeader, type MeetingParty, meetAsLeader, meetAsMember, type Wire } from './meeting-handshake.ts';
import { openVault } from './open-vault.ts';
import { type SigningKey, signingKeyOf } from './signing-key.ts';

let folder: string;
let an: SigningKey;
let binh: SigningKey;
let stranger: SigningKey;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-handshake-'));
  [an, binh, stranger] = [await keyOf('an'), await keyOf('binh'), await keyOf('stranger')];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function keyOf(personId: string): Promise<SigningKey> {
  const own = path.join(folder, personId);
  await mkdir(own);
  return signingKeyOf(openVault(personId, own, randomBytes(32)))();
}

type Alter = (message: Buffer, from: 'leader' | 'member', nth: number) => Buffer | null;

/** Two ends of one wire, on which somebody may alter what goes over it; null cuts it. */
function wires(alter: Alter = (message) => message) {
  const cut = new ProblemError('meeting.cut');
  const ends = { leader: inbox(), member: inbox() };
  const said: Buffer[] = [];
  const wire = (from: 'leader' | 'member'): Wire => {
    let nth = 0;
    return {
      async send(message) {
        said.push(Buffer.from(message));
        const altered = alter(Buffer.from(message), from, nth++);
        for (const end of altered ? [] : [ends.leader, ends.member]) end.put(null);
        if (altered) ends[from === 'leader' ? 'member' : 'leader'].put(altered);
      },
      async receive(mostBytes) {
        const message = await ends[from].next();
        if (message === null || message.byteLength > mostBytes) throw cut;
        return message;
      },
    };
  };
  const hangUp = () => {
    for (const end of [ends.leader, ends.member]) end.put(null);
  };
  return { leader: wire('leader'), member: wire('member'), said, hangUp };
}

function inbox() {
  const waiting: (Buffer | null)[] = [];
  let wake: (() => void) | null = null;
  return {
    put(message: Buffer | null) {
      waiting.push(message);
      wake?.();
    },
    async next(): Promise<Buffer | null> {
      while (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return waiting.shift() ?? null;
    },
  };
}

const knows =
  (...keys: SigningKey[]) =>
  (publicKey: string) => {
    if (!keys.some((key) => key.publicKey === publicKey)) throw new ProblemError('meeting.unknown');
  };
const revoked = () => {
  throw new ProblemError('meeting.revoked');
};

interface Meeting {
  readonly leader?: Partial<MeetingLeader>;
  readonly member?: Partial<MeetingParty>;
  readonly alter?: Alter;
}

async function meet({ leader = {}, member = {}, alter }: Meeting = {}) {
  const both = wires(alter);
  const party = { secret: 4_711, caseId: 'case-1' };
  const wrongCode = () => new ProblemError('meeting.codeWrong', { left: 4 });
  const hangUp = (thrown: unknown) => {
    both.hangUp();
    throw thrown;
  };
  const [atLeader, atMember] = await Promise.allSettled([
    meetAsLeader(both.leader, { ...party, signing: an, admit: knows(binh), wrongCode, ...leader }).catch(hangUp),
    meetAsMember(both.member, { ...party, signing: binh, admit: knows(an), ...member }).catch(hangUp),
  ]);
  return { atLeader, atMember, said: both.said };
}

const codeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' ? (result.reason as ProblemError).code : 'in';

async function codes(meeting: Meeting) {
  const { atLeader, atMember } = await meet(meeting);
  return [codeOf(atLeader), codeOf(atMember)];
}

async function met() {
  const { atLeader, atMember, said } = await meet();
  if (atLeader.status === 'rejected' || atMember.status === 'rejected') throw new Error('not met');
  return { leader: atLeader.value, member: atMember.value, said };
}

describe('two laptops of a team', () => {
  it('know each other after four messages, in which no name, no code and no case can be read', async () => {
    const { leader, member, said } = await met();
    expect([leader.publicKey, member.publicKey]).toEqual([binh.publicKey, an.publicKey]);
    expect(said).toHaveLength(4);
    const over = Buffer.concat(said);
    for (const text of [an.publicKey, binh.publicKey, 'case-1']) {
      expect(over.includes(text)).toBe(false);
      expect(over.includes(Buffer.from(text, 'base64url'))).toBe(false);
    }
  });

  it('then read what the other seals, each record once and in its order', async () => {
    const { leader, member } = await met();
    const [one, two] = [leader.seal(Buffer.from('một')), leader.seal(Buffer.from('hai'))];
    expect(member.open(one)?.toString()).toBe('một');
    expect(member.open(two)?.toString()).toBe('hai');
    expect(leader.open(member.seal(Buffer.from('ba')))?.toString()).toBe('ba');
  });

  it.each([
    ['replayed', (one: Buffer, two: Buffer) => [one, one, two]],
    ['left out', (_one: Buffer, two: Buffer) => [two]],
    ['altered by a bit', (one: Buffer) => [Buffer.from(one.map((byte, at) => (at === 3 ? byte ^ 1 : byte)))]],
    ['cut', (one: Buffer) => [one.subarray(0, -1)]],
    ['too short for a seal', () => [Buffer.alloc(3)]],
  ])('take no record that was %s', async (_name, change) => {
    const { leader, member } = await met();
    const coming = change(leader.seal(Buffer.alloc(40, 7)), leader.seal(Buffer.alloc(40, 8)));
    expect(coming.map((record) => member.open(record)).includes(null)).toBe(true);
  });

  it('take nothing that comes back to who has said it, or comes from another meeting', async () => {
    const [first, second] = [await met(), await met()];
    const record = first.leader.seal(Buffer.from('một'));
    expect(first.leader.open(record)).toBeNull();
    expect(second.member.open(record)).toBeNull();
  });
});

describe('who is not let in', () => {
  it('is told why, and so is the leader', async () => {
    const wrong = await meet({ member: { secret: 4_712 } });
    expect([codeOf(wrong.atLeader), codeOf(wrong.atMember)]).toEqual(['meeting.codeWrong', 'meeting.codeWrong']);
    expect(wrong.atMember).toMatchObject({ reason: { details: { left: 4 } } });
    expect(await codes({ leader: { admit: revoked } })).toEqual(['meeting.revoked', 'meeting.revoked']);
    expect(await codes({ member: { signing: stranger } })).toEqual(['meeting.unknown', 'meeting.unknown']);
    expect(await codes({ member: { caseId: 'case-2' } })).toEqual(['meeting.otherCase', 'meeting.otherCase']);
  });

  it('learns nothing of the code where it is not known, also with the right one', async () => {
    const asked: string[] = [];
    const wrongCode = (publicKey: string) => {
      asked.push(publicKey);
      return new ProblemError('meeting.codeWrong', { left: 4 });
    };
    await meet({ member: { signing: stranger, secret: 1 }, leader: { wrongCode } });
    expect(asked).toEqual([]);
    await meet({ member: { secret: 1 }, leader: { wrongCode } });
    expect(asked).toEqual([binh.publicKey]);
  });

  it('is a leader whom the member does not know, or who was revoked: it gets no proof of the code', async () => {
    for (const [admit, code] of [
      [knows(binh), 'meeting.unknown'],
      [revoked, 'meeting.revoked'],
    ] as const) {
      const { atMember, said } = await meet({ member: { admit } });
      expect(codeOf(atMember)).toBe(code);
      expect(said).toHaveLength(2);
    }
  });
});

describe('somebody in between', () => {
  const flip =
    (who: 'leader' | 'member', which: number, at: number): Alter =>
    (message, from, nth) => {
      if (from === who && nth === which) message[at] = (message[at] ?? 0) ^ 1;
      return message;
    };

  it.each([
    ['the mark', flip('member', 0, 1)],
    ["the member's key of the moment", flip('member', 0, 20)],
    ["the leader's key of the moment", flip('leader', 0, 5)],
    ['what the leader shows', flip('leader', 0, 120)],
    ['what the member shows', flip('member', 1, 120)],
    ['the answer', flip('leader', 1, 40)],
  ])('who alters %s lets nobody in', async (_name, alter) => {
    const { atMember } = await meet({ alter });
    expect(codeOf(atMember)).not.toBe('in');
  });

  it('who puts a key of small order in, or cuts a message, lets nobody in', async () => {
    const zero: Alter = (message, from, nth) => {
      if (from === 'member' && nth === 0) message.fill(0, 4);
      return message;
    };
    expect((await codes({ alter: zero }))[0]).toBe('meeting.broken');
    const cut: Alter = (message, from, nth) => (from === 'leader' && nth === 0 ? message.subarray(0, 40) : message);
    expect((await codes({ alter: cut }))[1]).toBe('meeting.broken');
  });

  it('who says again what the member said to another meeting is not let in', async () => {
    const { said } = await met();
    let nth = 0;
    const again: Wire = {
      receive: async () => said[nth++ * 2] ?? Buffer.alloc(0),
      send: async () => undefined,
    };
    const wrongCode = () => new ProblemError('meeting.codeWrong');
    const leader = { signing: an, secret: 4_711, caseId: 'case-1', admit: knows(binh), wrongCode };
    await expect(meetAsLeader(again, leader)).rejects.toMatchObject({ code: 'meeting.broken' });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['random bytes', randomBytes(36)],
    ['more than a hello', Buffer.concat([Buffer.from('MTM1'), randomBytes(33)])],
  ])('who says %s gets no answer', async (_name, hello) => {
    const said: Uint8Array[] = [];
    const wire: Wire = {
      receive: async () => hello,
      send: async (message) => void said.push(message),
    };
    const wrongCode = () => new ProblemError('meeting.codeWrong');
    const leader = { signing: an, secret: 1, caseId: 'case-1', admit: knows(binh), wrongCode };
    await expect(meetAsLeader(wire, leader)).rejects.toMatchObject({ code: 'meeting.broken' });
    expect(said).toEqual([]);
  });
});
