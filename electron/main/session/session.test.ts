import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  allFiles,
  an,
  enter,
  openTestingStage,
  pin,
  problem,
  type TestingAccounts,
  type TestingLaptop,
  type TestingStage,
} from './testing-laptop.ts';

const day = 86_400_000;

let stage: TestingStage;
let folder: string;
let nowMs: number;
let accounts: TestingAccounts;
let laptop: TestingLaptop;

const now = () => nowMs;
const start = () => stage.start();

beforeEach(async () => {
  nowMs = Date.now();
  stage = await openTestingStage(now);
  ({ folder, accounts } = stage);
  laptop = start();
});

afterEach(() => stage.end());

describe('a first sign-in', () => {
  it('takes password and PIN, and opens an own database', async () => {
    const { session } = laptop;
    expect(await session.list()).toEqual([]);
    const person = await session.signIn({ username: 'an', password: 'right' });
    expect(person).toMatchObject({ person: an, hasPin: false, unsent: 0, lastSyncedAt: null });
    const opened = await session.setPin({ personId: 'p-an', pin });
    expect(opened).toMatchObject({ person: an, deviceId: 'device-01', rolledBack: false });
    expect(session.bearer()?.replica.id).toMatch(/^[\w-]{16,}$/);
    expect(await session.list()).toMatchObject([{ person: an, hasPin: true }]);
  });

  it('tells by which key it signs before its first request', async () => {
    await enter(laptop, 'an');
    const bearer = laptop.session.bearer();
    await Promise.all([bearer?.token.current(), bearer?.token.current()]);
    expect(accounts.server.met.map((met) => met.path)).toEqual(['/auth/sign-in', '/auth/refresh']);
    const told = JSON.parse(accounts.server.met[1]?.body ?? '{}') as { signingKey?: string };
    expect(told.signingKey).toMatch(/^[\w-]{43}$/);
  });

  it('says what is wrong: password, PIN, or no server', async () => {
    const { session } = laptop;
    expect(await problem(session.signIn({ username: 'an', password: 'wrong' }))).toEqual({ code: 'credentials.wrong' });
    expect(await problem(session.setPin({ personId: 'p-an', pin }))).toEqual({ code: 'session.expired' });
    await session.signIn({ username: 'an', password: 'right' });
    expect(await problem(session.setPin({ personId: 'p-an', pin: '123456' }))).toEqual({
      code: 'pin.weak',
      details: { reason: 'sequence' },
    });
    await accounts.server.stop();
    expect(await problem(session.signIn({ username: 'an', password: 'right' }))).toEqual({ code: 'server.away' });
  });
});

describe('off-line', () => {
  it('a vault opens by its PIN after a restart, with the same key', async () => {
    await enter(laptop, 'an');
    const [key] = laptop.databases.keys;
    await laptop.session.lock('person');
    await accounts.server.stop();
    laptop = start();
    await laptop.session.unlock({ personId: 'p-an', pin });
    expect(laptop.databases.keys).toEqual([key]);
    expect((await problem(laptop.session.bearer()?.token.current() ?? Promise.resolve()))?.code).toBe('server.away');
  });

  it('the lease ends, and then the server must be met', async () => {
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    laptop = start();
    nowMs += 13 * day;
    await laptop.session.unlock({ personId: 'p-an', pin });
    await laptop.session.lock('person');
    await accounts.server.stop();
    nowMs += 2 * day;
    expect((await problem(laptop.session.unlock({ personId: 'p-an', pin })))?.code).toBe('lease.ended');
    expect(laptop.session.isOpen).toBe(false);
  });

  it('a lease that is over is renewed at unlocking when the server answers', async () => {
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    nowMs += 20 * day;
    const opened = await laptop.session.unlock({ personId: 'p-an', pin });
    expect(Date.parse(opened.leaseEndsAt)).toBeGreaterThan(nowMs + 13 * day);
  });

  it('a lease that ends at work locks when the server is away, and is renewed when it answers', async () => {
    await enter(laptop, 'an');
    nowMs += 15 * day;
    await laptop.session.checkLease();
    expect(laptop.session.isOpen).toBe(true);
    nowMs += 15 * day;
    await accounts.server.stop();
    await laptop.session.checkLease();
    expect(laptop.session.isOpen).toBe(false);
    expect(laptop.told.at(-1)).toEqual({ name: 'locked', payload: { reason: 'leaseEnded' } });
  });
});

describe('locking', () => {
  it('closes the database, ends requests under way, and leaves no session', async () => {
    await enter(laptop, 'an');
    const signal = laptop.session.bearer()?.signal;
    await laptop.session.lock('idle');
    expect(laptop.told).toContainEqual({ name: 'locked', payload: { reason: 'idle' } });
    expect(laptop.databases.openFiles).toBe(0);
    expect(signal?.aborted).toBe(true);
    expect(laptop.session.bearer()).toBeNull();
    await expect(laptop.session.connectDatabase()).rejects.toThrow('database.closed');
  });
});

describe('two people on one laptop', () => {
  it('have keys, folders and PINs of their own; one locks the other out', async () => {
    await enter(laptop, 'an');
    await enter(laptop, 'binh', '837462');
    expect(laptop.databases.openFiles).toBe(1);
    expect(new Set(laptop.databases.keys).size).toBe(2);
    expect(laptop.told).toContainEqual({ name: 'locked', payload: { reason: 'person' } });
    expect((await laptop.session.list()).map(({ person }) => person.id)).toEqual(['p-an', 'p-binh']);
    expect((await problem(laptop.session.unlock({ personId: 'p-an', pin: '837462' })))?.code).toBe('pin.wrong');
    expect((await laptop.session.unlock({ personId: 'p-an', pin })).person.id).toBe('p-an');
  });

  it("keep each other's counts of unsent work", async () => {
    await enter(laptop, 'an');
    laptop.session.report({ unsent: 3, lastSyncedAt: '2026-11-25T00:00:00.000Z' });
    await enter(laptop, 'binh', '837462');
    expect(await start().session.list()).toMatchObject([
      { person: { id: 'p-an' }, unsent: 3, lastSyncedAt: '2026-11-25T00:00:00.000Z' },
      { person: { id: 'p-binh' }, unsent: 0 },
    ]);
  });
});

describe('a wrong PIN', () => {
  it('shuts the vault in the list as well, with the time', async () => {
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await problem(laptop.session.unlock({ personId: 'p-an', pin: '999123' }));
    }
    expect(await laptop.session.list()).toMatchObject([
      { lockedUntil: new Date(nowMs + 60_000).toISOString(), triesLeft: 5 },
    ]);
    expect((await problem(laptop.session.unlock({ personId: 'p-an', pin })))?.code).toBe('pin.locked');
    nowMs += 60_001;
    expect(await laptop.session.list()).toMatchObject([{ lockedUntil: null, triesLeft: 5 }]);
    await laptop.session.unlock({ personId: 'p-an', pin });
  });

  it('tried twice at once is counted twice', async () => {
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    const wrong = () => problem(laptop.session.unlock({ personId: 'p-an', pin: '999123' }));
    const outcomes = await Promise.all([wrong(), wrong(), wrong()]);
    expect(outcomes.map((outcome) => outcome?.details?.triesLeft)).toEqual([9, 8, 7]);
  });
});

describe('a forgotten PIN', () => {
  it('loses nothing where the server keeps a recovery secret', async () => {
    await enter(laptop, 'an');
    const [key] = laptop.databases.keys;
    laptop.session.report({ unsent: 3, lastSyncedAt: null });
    await laptop.session.lock('person');
    await enter(laptop, 'an', '837462');
    expect(laptop.databases.keys).toEqual([key, key]);
    expect(await laptop.session.list()).toMatchObject([{ unsent: 3 }]);
  });

  it('says what would be lost where it keeps none, and goes on only when told to', async () => {
    accounts.keepsRecovery = false;
    await enter(laptop, 'an');
    laptop.session.report({ unsent: 3, lastSyncedAt: null });
    await laptop.session.lock('person');
    expect(await problem(enter(laptop, 'an', '837462'))).toEqual({ code: 'pin.forgotten', details: { unsent: 3 } });
    await laptop.session.unlock({ personId: 'p-an', pin });
    await laptop.session.lock('person');
    await laptop.session.signIn({ username: 'an', password: 'right' });
    await laptop.session.setPin({ personId: 'p-an', pin: '837462', discardUnsent: true });
    expect(new Set(laptop.databases.keys).size).toBe(2);
    expect((await allFiles(folder)).filter((name) => /aside.*(vault\.json|db)$/.test(name))).toHaveLength(2);
  });

  it('after ten wrong ones says what would be lost too', async () => {
    accounts.keepsRecovery = false;
    await enter(laptop, 'an');
    laptop.session.report({ unsent: 3, lastSyncedAt: null });
    await laptop.session.lock('person');
    let last: string | undefined;
    for (let attempt = 0; attempt < 10; attempt += 1) {
      last = (await problem(laptop.session.unlock({ personId: 'p-an', pin: '999123' })))?.code;
      nowMs += 5 * 3_600_000;
    }
    expect(last).toBe('vault.destroyed');
    expect(await laptop.session.list()).toMatchObject([{ hasPin: false }]);
    expect(await problem(enter(laptop, 'an', '837462'))).toEqual({ code: 'pin.forgotten', details: { unsent: 3 } });
    await laptop.session.setPin({ personId: 'p-an', pin: '837462', discardUnsent: true });
    expect(laptop.session.isOpen).toBe(true);
  });
});

describe('the session with the server', () => {
  it('outlives a restart by its rotating token', async () => {
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    for (let round = 0; round < 3; round += 1) {
      laptop = start();
      await laptop.session.unlock({ personId: 'p-an', pin });
      expect(await laptop.session.bearer()?.token.current()).toMatch(/^access-token-p-an-/);
      await laptop.session.lock('person');
    }
    expect(laptop.told.map(({ name }) => name)).not.toContain('sessionExpired');
  });

  it('that is refused leaves the work open, and comes back with the password', async () => {
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    await laptop.session.unlock({ personId: 'p-an', pin });
    const opened = laptop.databases.keys.length;
    accounts.tokens.clear();
    expect((await problem(laptop.session.bearer()?.token.current() ?? Promise.resolve()))?.code).toBe('refresh.reused');
    expect(laptop.told).toContainEqual({ name: 'sessionExpired', payload: null });
    expect(laptop.session.isOpen).toBe(true);
    await laptop.session.signIn({ username: 'an', password: 'right' });
    expect(await laptop.session.bearer()?.token.current()).toMatch(/^access-token/);
    expect(laptop.databases.keys).toHaveLength(opened);
  });
});

describe('a damaged database', () => {
  it('is said with the last good copy, and repaired by who has shown the PIN', async () => {
    await enter(laptop, 'an');
    const replica = laptop.session.bearer()?.replica.id;
    await laptop.session.lock('person');
    expect(await problem(laptop.session.renewDatabase('p-an'))).toEqual({ code: 'database.closed' });
    laptop.databases.damaged = true;
    expect(await problem(laptop.session.unlock({ personId: 'p-an', pin }))).toEqual({
      code: 'database.damaged',
      details: { hasCopy: true, copiedAt: '2026-11-01T00:00:00.000Z' },
    });
    expect(await laptop.session.restoreDatabase('p-an')).toEqual({ copiedAt: '2026-11-01T00:00:00.000Z' });
    await laptop.session.unlock({ personId: 'p-an', pin });
    expect(laptop.session.bearer()?.replica.id).not.toBe(replica);
  });

  it('that is found at work is repaired at work', async () => {
    await enter(laptop, 'an');
    const replica = laptop.session.bearer()?.replica.id;
    await laptop.session.renewDatabase('p-an');
    expect(laptop.databases.openFiles).toBe(1);
    expect(laptop.session.isOpen).toBe(true);
    expect(laptop.session.bearer()?.replica.id).not.toBe(replica);
  });

  it('that lost its last acknowledged save is noticed, and asks the server as another replica', async () => {
    await enter(laptop, 'an');
    const replica = laptop.session.bearer()?.replica.id;
    laptop.databases.acknowledge(12);
    laptop.databases.lastCommit = 12;
    await laptop.session.lock('person');
    expect((await laptop.session.unlock({ personId: 'p-an', pin })).rolledBack).toBe(false);
    await laptop.session.lock('person');
    laptop.databases.lastCommit = 10;
    expect((await laptop.session.unlock({ personId: 'p-an', pin })).rolledBack).toBe(true);
    expect(laptop.session.bearer()?.replica.id).not.toBe(replica);
    await laptop.session.lock('person');
    expect((await laptop.session.unlock({ personId: 'p-an', pin })).rolledBack).toBe(false);
  });
});

describe('what lies on the disk', () => {
  it('tells of a person the card alone: no token, no PIN, no key', async () => {
    await enter(laptop, 'an');
    await laptop.session.bearer()?.token.current();
    await laptop.session.lock('person');
    const secrets = [pin, 'refresh-', 'access-token', ...laptop.databases.keys, 'right'];
    for (const name of await allFiles(folder)) {
      const text = (await readFile(path.join(folder, name))).toString('latin1');
      for (const secret of secrets) expect(text, `${secret} in ${name}`).not.toContain(secret);
      if (!name.endsWith('card.json')) expect(text, name).not.toContain(Buffer.from(an.name).toString('latin1'));
    }
  });
});

describe('a folder that a later program has written', () => {
  const fileOf = async (name: string) => {
    const found = (await allFiles(path.join(folder, 'people'))).find((file) => file.endsWith(`/${name}`));
    return path.join(folder, 'people', found ?? '');
  };
  /** Rewrites a person's file as a program with a later form of it would. */
  async function raise(name: string, change: (file: Record<string, unknown>) => unknown): Promise<void> {
    const file = await fileOf(name);
    await writeFile(file, JSON.stringify(change(JSON.parse(await readFile(file, 'utf8')))));
  }
  const bytes = async () => {
    const files = await allFiles(path.join(folder, 'people'));
    const all = files.sort().map(async (file) => [file, await readFile(path.join(folder, 'people', file), 'hex')]);
    return Object.fromEntries(await Promise.all(all));
  };

  beforeEach(async () => {
    await enter(laptop, 'an');
    await laptop.end();
  });

  it('is refused by its vault, PIN or password, and stays as it is', async () => {
    await raise('vault.json', ({ body }) => ({ body: { ...(body as object), version: 2, lanes: 3 }, digest: 'later' }));
    await raise('vault.copy.json', ({ body }) => ({ body: { ...(body as object), version: 2 }, digest: 'later' }));
    const before = await bytes();
    const again = start();
    expect(await again.session.list()).toHaveLength(1);
    expect(await problem(again.session.unlock({ personId: 'p-an', pin }))).toEqual({ code: 'database.newer' });
    await again.session.signIn({ username: 'an', password: 'right' });
    const anew = again.session.setPin({ personId: 'p-an', pin: '837462', discardUnsent: true });
    expect(await problem(anew)).toEqual({ code: 'database.newer' });
    expect(await bytes()).toEqual(before);
  });

  it('is refused by its replica, and stays as it is', async () => {
    await raise('replica.json', (file) => ({ ...file, version: 2, epochs: [] }));
    const before = await readFile(await fileOf('replica.json'), 'utf8');
    const again = start();
    expect((await problem(again.session.unlock({ personId: 'p-an', pin })))?.code).toBe('database.newer');
    expect(again.session.isOpen).toBe(false);
    expect(again.databases.openFiles).toBe(0);
    await again.end();
    expect(await readFile(await fileOf('replica.json'), 'utf8')).toBe(before);
  });

  it('whose card alone is of a later form lets its person in by password, who has all that was there', async () => {
    const key = laptop.databases.keys.at(-1);
    await raise('card.json', (file) => ({ ...file, version: 2 }));
    const again = start();
    expect(await again.session.list()).toEqual([]);
    await again.session.signIn({ username: 'an', password: 'right' });
    await again.session.unlock({ personId: 'p-an', pin });
    expect(again.databases.keys.at(-1)).toBe(key);
    await again.end();
    expect(await start().session.list()).toMatchObject([{ person: an, hasPin: true }]);
  });
});
