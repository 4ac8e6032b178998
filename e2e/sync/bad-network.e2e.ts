import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { badGateway, type Fault, type NetworkRequest, portalPage } from '../network.ts';
import { preparation } from './documents.ts';
import { type Ground, openGround } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterEach(() => ground.clear());
afterAll(() => ground.close());

const isPush = ({ method }: NetworkRequest): boolean => method === 'POST';
const isStream = ({ path }: NetworkRequest): boolean => path.startsWith('/sync/stream');

/** How often the server took a new state of a document in. */
async function statesOf(id: string): Promise<{ revision: string; number: string }[]> {
  const rows = await ground.server.sql<{ revision: string; body: string }>(
    'select revision, body from sync.cases where id = $1',
    [id],
  );
  return rows.map(({ revision, body }) => ({ revision, number: JSON.parse(body).number }));
}

/** Faults of the first so many requests of a kind; then the network is good. */
function first(count: number, fits: (request: NetworkRequest) => boolean, fault: Fault) {
  let left = count;
  return (request: NetworkRequest): Fault => {
    if (left === 0 || !fits(request)) return { kind: 'pass' };
    left -= 1;
    return fault;
  };
}

const faults: readonly { readonly name: string; readonly fault: Fault; readonly code: string }[] = [
  { name: 'dropped', fault: { kind: 'drop' }, code: 'server.away' },
  { name: 'cut in the middle of the request', fault: { kind: 'cutRequest' }, code: 'server.away' },
  { name: 'cut in the middle of the answer', fault: { kind: 'cutReply' }, code: 'server.away' },
  { name: 'answered in half', fault: { kind: 'truncateReply' }, code: 'server.notOurs' },
  { name: 'lost after the server had done it', fault: { kind: 'loseReply' }, code: 'server.away' },
  { name: 'answered 502 by a proxy', fault: badGateway, code: 'server.failed' },
  { name: 'answered 200 with HTML by a portal', fault: portalPage, code: 'server.notOurs' },
];

describe('a push', () => {
  for (const { name, fault, code } of faults) {
    it(`that is ${name} is said to be unsent, and arrives once by itself`, async () => {
      const an = await ground.device('an');
      await an.synced();
      an.network.fault(first(2, isPush, fault));
      const trouble = an.until(({ state }) => state === 'offline');
      const { id } = await an.workspace.insert('cases', preparation());
      const { unsent, problem } = await trouble;
      expect(unsent).toBe(1);
      expect(problem?.code).toBe(code);
      await an.synced();
      expect(await statesOf(id)).toEqual([{ revision: expect.any(String), number: expect.stringMatching(/^KT-/) }]);
    });
  }

  it('that reaches the server twice changes nothing twice', async () => {
    const an = await ground.device('an');
    await an.synced();
    an.network.fault(first(1, isPush, { kind: 'duplicate' }));
    const { id } = await an.workspace.insert('cases', preparation());
    await an.synced();
    expect(await statesOf(id)).toHaveLength(1);
  });
});

describe('a pull', () => {
  for (const { name, fault } of faults) {
    it(`that is ${name} is not applied, and comes whole by itself`, async () => {
      const an = await ground.device('an');
      const { id } = await an.workspace.insert('cases', preparation());
      await an.synced();
      const binh = await ground.device('binh');
      binh.network.fault(first(3, (request) => !isStream(request), fault));
      await binh.synced();
      expect(await binh.workspace.collections.cases.findOne(id).exec()).not.toBeNull();
    });
  }
});

describe('a device', () => {
  it('that is off-line, restarts and comes back keeps its count of what is unsent, and sends it without being asked', async () => {
    const an = await ground.device('an');
    await an.synced();
    await an.network.down();
    const made = [];
    for (let nth = 0; nth < 5; nth++) made.push(await an.workspace.insert('cases', preparation()));
    const again = await an.restart();
    const before = await again.until(() => true);
    expect(before.unsent).toBe(5);
    const items = JSON.parse(await again.workspace.sync.exportOutbox()).documents;
    expect(items.map(({ id }: { id: string }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
    await again.network.up();
    await again.synced();
    for (const { id } of made) expect(await statesOf(id)).toHaveLength(1);
  });

  it('marks its first download as a part until it is whole, also over a restart', async () => {
    const an = await ground.device('an');
    await an.workspace.insert('cases', preparation());
    await an.synced();
    const binh = await ground.device('binh');
    binh.network.fault(({ path }) => (path.startsWith('/sync/cases') ? { kind: 'drop' } : { kind: 'pass' }));
    const part = await binh.until(({ state }) => state === 'offline');
    expect(part.firstDownload).not.toBeNull();
    const again = await binh.restart();
    expect((await again.until(() => true)).firstDownload).not.toBeNull();
    again.network.fault(() => ({ kind: 'pass' }));
    again.wake$.next();
    expect((await again.synced()).firstDownload).toBeNull();
    const third = await again.restart();
    expect((await third.until(() => true)).firstDownload).toBeNull();
  });

  it('goes on when the server ends and comes back', async () => {
    const an = await ground.device('an');
    await an.synced();
    await an.network.down();
    await an.until(({ state }) => state === 'offline');
    const { id } = await an.workspace.insert('cases', preparation());
    expect((await an.until(({ unsent }) => unsent === 1)).state).not.toBe('upToDate');
    await an.network.up();
    await an.synced();
    expect(await statesOf(id)).toHaveLength(1);
  });

  it('hears of a change again after its stream was cut', async () => {
    const an = await ground.device('an');
    const binh = await ground.device('binh');
    await an.synced();
    await binh.synced();
    const reopened = binh.network.next(isStream);
    await binh.network.down();
    await binh.network.up();
    await reopened;
    const { id } = await an.workspace.insert('cases', preparation());
    await new Promise<void>((resolve) => {
      binh.workspace.collections.cases.findOne(id).$.subscribe((found) => found && resolve());
    });
  });

  it('stops with a reason when its session has ended, and goes on when it has a new one', async () => {
    const an = await ground.device('an');
    await an.synced();
    const expired: Fault = {
      kind: 'answer',
      status: 401,
      contentType: 'application/json',
      body: JSON.stringify({ code: 'session.expired' }),
    };
    an.network.fault(() => expired);
    const stopped = an.until(({ state }) => state === 'paused');
    await an.workspace.insert('cases', preparation());
    expect(await stopped).toMatchObject({ unsent: 1, problem: { code: 'session.expired' } });
    const asked = an.network.requests.length;
    an.wake$.next();
    expect(an.network.requests.length).toBe(asked);
    an.network.fault(() => ({ kind: 'pass' }));
    an.workspace.sync.resume();
    await an.synced();
  });

  it('says that it is too old when the server says so, and keeps its work', async () => {
    const an = await ground.device('an');
    await an.synced();
    an.network.fault(() => ({
      kind: 'answer',
      status: 426,
      contentType: 'application/json',
      body: JSON.stringify({ code: 'server.newer', details: { protocol: 2 } }),
    }));
    const stopped = an.until(({ state }) => state === 'paused');
    const { id } = await an.workspace.insert('cases', preparation());
    expect(await stopped).toMatchObject({ unsent: 1, problem: { code: 'server.newer' } });
    expect(await an.workspace.collections.cases.findOne(id).exec()).not.toBeNull();
  });

  it('does not send what a person paused until it is resumed', async () => {
    const an = await ground.device('an');
    await an.synced();
    an.workspace.sync.pause();
    const { id } = await an.workspace.insert('cases', preparation());
    expect(await an.until(({ unsent }) => unsent === 1)).toMatchObject({ state: 'paused', problem: null });
    expect(await statesOf(id)).toEqual([]);
    an.workspace.sync.resume();
    await an.synced();
    expect(await statesOf(id)).toHaveLength(1);
  });
});
