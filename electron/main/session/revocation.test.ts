import { link, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestingServer } from '../server/testing-server.ts';
import {
  allFiles,
  enter,
  openTestingStage,
  pin,
  problem,
  type TestingAccounts,
  type TestingLaptop,
  type TestingStage,
} from './testing-laptop.ts';

let stage: TestingStage;
let folder: string;
let accounts: TestingAccounts;
let laptop: TestingLaptop;

const start = (serverUrl?: string) => stage.start(serverUrl);
const peopleFiles = async () => (await allFiles(folder)).filter((name) => name.startsWith('people'));
const vaultFiles = async () => (await peopleFiles()).filter((name) => /vault[^/]*$/.test(name));

/** Asks the server for another token, as a request does whose own was refused. */
async function renew({ session }: TestingLaptop) {
  const token = session.bearer()?.token;
  return token?.after(await token.current());
}

beforeEach(async () => {
  stage = await openTestingStage(Date.now);
  ({ folder, accounts } = stage);
  laptop = start();
});

afterEach(() => stage.end());

describe('the word that a laptop is lost', () => {
  const signIn = (one: TestingLaptop) => one.session.signIn({ username: 'an', password: 'right' });
  const unlockAn = (one: TestingLaptop) => one.session.unlock({ personId: 'p-an', pin });

  it.each<[string, (one: TestingLaptop) => Promise<unknown>]>([
    ['a renewal of the session', async (one) => [await unlockAn(one), await renew(one)]],
    ['a request of the window', async (one) => [await unlockAn(one), one.session.bearer()?.revoked()]],
    ['a password while all is locked', signIn],
    ["a password beside a colleague's open vault", async (one) => [await unlockAn(one), await signIn(one)]],
  ])('destroys the keys and the files of everybody on it, in the answer to %s', async (_answer, hear) => {
    await enter(laptop, 'an');
    await enter(laptop, 'binh', '837462');
    await laptop.session.lock('person');
    accounts.revoked = true;
    await problem(hear(laptop));
    expect(await laptop.session.list()).toEqual([]);
    expect(await peopleFiles()).toEqual([]);
    expect(laptop.session.isOpen).toBe(false);
    expect(laptop.told.at(-1)).toEqual({ name: 'locked', payload: { reason: 'revoked' } });
    expect((await problem(unlockAn(laptop)))?.code).toBe('pin.notSet');
  });

  it('takes every key, of a vault that was given up as well, before it waits for anything', async () => {
    accounts.keepsRecovery = false;
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    await laptop.session.signIn({ username: 'an', password: 'right' });
    await laptop.session.setPin({ personId: 'p-an', pin: '837462', discardUnsent: true });
    await enter(laptop, 'binh');
    const before = await vaultFiles();
    expect(before.filter((name) => name.includes('/aside/'))).toHaveLength(2);
    expect(before).toHaveLength(6);
    const held = before.map((_name, at) => path.join(folder, `held-${at}`));
    await Promise.all(before.map((name, at) => link(path.join(folder, name), held[at] ?? '')));
    let atClose: string[] | null = null;
    laptop.databases.beforeClose = async () => {
      atClose = await vaultFiles();
    };
    accounts.revoked = true;
    await problem(renew(laptop));
    expect(await laptop.session.list()).toEqual([]);
    expect(atClose).toEqual([]);
    // Not only their names: what the disk held of them is overwritten.
    for (const file of held) expect(new Set(await readFile(file))).toEqual(new Set([0]));
  });

  it('is heard by a session that was refused before: by its next unlocking, or by the password', async () => {
    await enter(laptop, 'an');
    await laptop.session.lock('person');
    accounts.tokens.clear();
    await unlockAn(laptop);
    const refused = () => problem(laptop.session.bearer()?.token.current());
    expect((await refused())?.code).toBe('refresh.reused');
    await laptop.session.lock('person');
    accounts.revoked = true;
    laptop = start();
    await unlockAn(laptop);
    expect((await refused())?.code).toBe('device.revoked');
    expect(await laptop.session.list()).toEqual([]);
    expect(await peopleFiles()).toEqual([]);
  });

  it('leaves nothing of a password that was checked before it', async () => {
    await enter(laptop, 'binh');
    await signIn(laptop);
    accounts.revoked = true;
    await problem(renew(laptop));
    expect((await problem(laptop.session.setPin({ personId: 'p-an', pin })))?.code).toBe('session.expired');
    expect(await peopleFiles()).toEqual([]);
  });

  it('is carried on by the next start where a power cut came between, before anything opens', async () => {
    await enter(laptop, 'an');
    await enter(laptop, 'binh', '837462');
    await laptop.end();
    const [first = ''] = await vaultFiles();
    await rm(path.join(folder, first));
    await writeFile(path.join(folder, 'people/revoked'), '');
    laptop = start();
    expect((await problem(laptop.session.unlock({ personId: 'p-binh', pin: '837462' })))?.code).toBe('pin.notSet');
    expect(await laptop.session.list()).toEqual([]);
    expect(await peopleFiles()).toEqual([]);
  });

  it('is no word when it is not our server that says it', async () => {
    await enter(laptop, 'an');
    await laptop.end();
    const portal = await startTestingServer((_met, response) => {
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"code":"device.revoked"}');
    });
    laptop = start(portal.url);
    await unlockAn(laptop);
    expect((await problem(laptop.session.bearer()?.token.current()))?.code).toBe('server.notOurs');
    expect((await problem(signIn(laptop)))?.code).toBe('server.notOurs');
    await portal.stop();
    await laptop.session.lock('person');
    expect((await unlockAn(laptop)).person.id).toBe('p-an');
  });
});
