import { spawn } from 'node:child_process';
import { hkdfSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, watch, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomText } from '../../../sealed/cipher.ts';
import { problemOf } from '../../../shared/problem/problem.ts';
import type { Keychain } from './keychain.ts';
import type { PinCost } from './pin-wrap.ts';
import {
  canRecover,
  changePin,
  createVault,
  keepRecovery,
  recoverVault,
  unlockVault,
  type VaultPlace,
} from './vault.ts';
import { readVault, writeVault } from './vault-file.ts';

const cost: PinCost = { memoryKiB: 64, passes: 1 };
const pin = '274951';
const wrong = '999123';
const hour = 3_600_000;

const noKeychain: Keychain = {
  isAvailable: async () => false,
  seal: async () => Promise.reject(new Error('none')),
  unseal: async () => Promise.reject(new Error('none')),
};

/** A keychain that hides nothing, and can fall silent. */
function testKeychain(): Keychain & { silent: boolean } {
  const keychain = {
    silent: false,
    isAvailable: async () => !keychain.silent,
    seal: async (text: string) => Buffer.from(`sealed:${text}`),
    unseal: async (sealed: Buffer) => {
      if (keychain.silent) throw new Error('silent');
      return sealed.toString().slice('sealed:'.length);
    },
  };
  return keychain;
}

let folder: string;
let nowMs: number;

function place(keychain: Keychain = noKeychain, personId = 'p-an'): VaultPlace {
  return { folder, personId, keychain, cost, now: () => nowMs };
}

async function problem(work: Promise<unknown>) {
  const outcome = await work.then(
    () => null,
    (thrown: unknown) => problemOf(thrown),
  );
  expect(outcome).not.toBeNull();
  return outcome;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-vault-'));
  nowMs = Date.UTC(2026, 10, 25);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a vault', () => {
  it('opens by its PIN to the same keys, a different one for each purpose', async () => {
    const made = await createVault(place(), pin, undefined);
    const opened = await unlockVault(place(), pin);
    expect(opened.keyFor('database')).toEqual(made.keyFor('database'));
    expect(opened.keyFor('database')).not.toEqual(opened.keyFor('profile'));
    expect(opened.keyFor('database')).toHaveLength(32);
  });

  it('derives its keys by HKDF-SHA256 from the data key', async () => {
    const vault = await createVault(place(), pin, undefined);
    await vault.withDataKey(async (dataKey) => {
      const derived = hkdfSync('sha256', dataKey, new Uint8Array(0), 'minh-tra database 1', 32);
      expect(vault.keyFor('database')).toEqual(Buffer.from(derived));
    });
  });

  it('has another key for each person and each making', async () => {
    const first = (await createVault(place(), pin, undefined)).keyFor('database');
    const second = (await createVault(place(noKeychain, 'p-binh'), pin, undefined)).keyFor('database');
    expect(first).not.toEqual(second);
  });

  it('gives no key once it is closed', async () => {
    const vault = await createVault(place(), pin, undefined);
    vault.close();
    expect(() => vault.keyFor('database')).toThrow();
  });

  it('takes a PIN in either Unicode form', async () => {
    await createVault(place(), 'mật khẩu dài'.normalize('NFC'), undefined);
    await expect(unlockVault(place(), 'mật khẩu dài'.normalize('NFD'))).resolves.toBeDefined();
  });

  it('is not opened under another person', async () => {
    await createVault(place(), pin, undefined);
    expect(await problem(unlockVault(place(noKeychain, 'p-binh'), pin))).toEqual({ code: 'vault.damaged' });
  });

  it('says that there is none', async () => {
    expect(await problem(unlockVault(place(), pin))).toEqual({ code: 'pin.notSet' });
  });

  it('keeps neither the PIN nor the data key in the open', async () => {
    const vault = await createVault(place(), pin, undefined);
    const keys = await vault.withDataKey(async (key) => [key.toString('base64'), key.toString('hex')]);
    for (const name of await readdir(folder)) {
      const text = await readFile(path.join(folder, name), 'utf8');
      for (const secret of [pin, ...keys]) expect(text).not.toContain(secret);
    }
  });
});

describe('wrong PINs', () => {
  it('say how many tries are left; the right one starts the count anew', async () => {
    await createVault(place(), pin, undefined);
    expect(await problem(unlockVault(place(), wrong))).toEqual({ code: 'pin.wrong', details: { triesLeft: 9 } });
    expect(await problem(unlockVault(place(), wrong))).toEqual({ code: 'pin.wrong', details: { triesLeft: 8 } });
    await unlockVault(place(), pin);
    expect(await problem(unlockVault(place(), wrong))).toEqual({ code: 'pin.wrong', details: { triesLeft: 9 } });
  });

  it('lead to growing delays, during which even the right PIN is not tried, then to destruction', async () => {
    await createVault(place(), pin, undefined);
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      const outcome = await problem(unlockVault(place(), wrong));
      expect(outcome?.code).toBe('pin.wrong');
      const until = outcome?.details?.lockedUntil;
      const delay = typeof until === 'string' ? Date.parse(until) - nowMs : 0;
      delays.push(delay);
      if (delay > 0) {
        expect(await problem(unlockVault(place(), pin))).toEqual({
          code: 'pin.locked',
          details: { triesLeft: 10 - attempt, lockedUntil: until },
        });
        nowMs += delay;
      }
    }
    expect(delays).toEqual([0, 0, 0, 0, 60_000, 300_000, 900_000, hour, 4 * hour]);
    expect(await problem(unlockVault(place(), wrong))).toEqual({ code: 'vault.destroyed' });
    expect(await problem(unlockVault(place(), pin))).toEqual({ code: 'vault.destroyed' });
    expect((await readVault(folder))?.pin).toBeNull();
  });

  it('are counted before they are checked: a process that is killed in between has used the try', async () => {
    const slow: PinCost = { memoryKiB: 262_144, passes: 64 };
    const pinWrap = { cost: slow, salt: 'AAAAAAAAAAAAAAAAAAAAAA==', sealed: 'AAAA', keychain: false };
    const body = { version: 1, personId: 'p-an', recovery: null, attempts: 0, lockedUntilMs: null } as const;
    await writeVault(folder, { ...body, pin: pinWrap });
    const script = path.join(import.meta.dirname, 'try-pin.fixture.ts');
    const child = spawn(process.execPath, [script, folder, wrong], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said: string[] = [];
    child.stdout.on('data', (text: Buffer) => said.push(text.toString()));
    const exited = once(child, 'exit');
    for await (const _ of watch(folder)) if (((await readVault(folder))?.attempts ?? 0) > 0) break;
    child.kill('SIGKILL');
    await exited;
    expect(said.join('')).toBe('trying\n');
    expect((await readVault(folder))?.attempts).toBe(1);
  });

  it('that were counted to the limit by a process that died open nothing', async () => {
    await createVault(place(), pin, undefined);
    const body = await readVault(folder);
    if (body) await writeVault(folder, { ...body, attempts: 10 });
    expect(await problem(unlockVault(place(), pin))).toEqual({ code: 'vault.destroyed' });
  });

  it('keep nobody out longer than the delay when the clock is set back', async () => {
    await createVault(place(), pin, undefined);
    for (let attempt = 1; attempt <= 5; attempt += 1) await problem(unlockVault(place(), wrong));
    nowMs -= 365 * 24 * hour;
    const outcome = await problem(unlockVault(place(), pin));
    expect(outcome?.details?.lockedUntil).toBe(new Date(nowMs + 60_000).toISOString());
  });
});

describe('a damaged vault', () => {
  it('is read from its copy', async () => {
    await createVault(place(), pin, undefined);
    await writeFile(path.join(folder, 'vault.json'), 'x');
    await expect(unlockVault(place(), pin)).resolves.toBeDefined();
  });

  it('is told from a wrong PIN: a changed byte anywhere counts no try', async () => {
    await createVault(place(), pin, undefined);
    const file = path.join(folder, 'vault.json');
    const good = await readFile(file);
    await rm(path.join(folder, 'vault.copy.json'));
    for (let at = 0; at < good.length; at += 7) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      await writeFile(file, bad);
      const { code } = (await problem(unlockVault(place(), pin))) ?? {};
      expect(['vault.damaged', 'database.newer'], `byte ${at}`).toContain(code);
    }
    await writeFile(file, good);
    expect((await readVault(folder))?.attempts).toBe(0);
  });
});

describe('a keychain', () => {
  it('wraps the key once more; without it the PIN opens nothing and no try is counted', async () => {
    const keychain = testKeychain();
    await createVault(place(keychain), pin, undefined);
    await expect(unlockVault(place(keychain), pin)).resolves.toBeDefined();
    keychain.silent = true;
    expect(await problem(unlockVault(place(keychain), pin))).toEqual({ code: 'vault.keychain' });
    expect(await problem(unlockVault(place(noKeychain), pin))).toEqual({ code: 'vault.keychain' });
    expect((await readVault(folder))?.attempts).toBe(0);
  });
});

describe('a new PIN', () => {
  it('takes the place of the old one over the same key', async () => {
    const key = (await createVault(place(), pin, undefined)).keyFor('database');
    await changePin(place(), pin, '837462');
    expect((await problem(unlockVault(place(), pin)))?.code).toBe('pin.wrong');
    expect((await unlockVault(place(), '837462')).keyFor('database')).toEqual(key);
  });

  it('is refused, and counted, when the old one is wrong', async () => {
    await createVault(place(), pin, undefined);
    expect(await problem(changePin(place(), wrong, '837462'))).toEqual({
      code: 'pin.wrong',
      details: { triesLeft: 9 },
    });
  });
});

describe('a forgotten PIN', () => {
  const secret = randomText(32);

  it("is replaced by the server's secret over the same key", async () => {
    const key = (await createVault(place(), pin, secret)).keyFor('database');
    expect(await canRecover(place(), secret)).toBe(true);
    const recovered = await recoverVault(place(), '837462', secret);
    expect(recovered?.keyFor('database')).toEqual(key);
    expect((await unlockVault(place(), '837462')).keyFor('database')).toEqual(key);
  });

  it('is not replaced by another secret, nor without one', async () => {
    await createVault(place(), pin, secret);
    expect(await canRecover(place(), randomText(32))).toBe(false);
    expect(await recoverVault(place(), '837462', undefined)).toBeNull();
    await expect(unlockVault(place(), pin)).resolves.toBeDefined();
  });

  it('can be prepared for later, while the vault is open', async () => {
    const vault = await createVault(place(), pin, undefined);
    await keepRecovery(place(), vault, secret);
    expect(await canRecover(place(), secret)).toBe(true);
    await expect(unlockVault(place(), pin)).resolves.toBeDefined();
  });

  it('brings the work back even after ten wrong PINs', async () => {
    const key = (await createVault(place(), pin, secret)).keyFor('database');
    const body = await readVault(folder);
    if (body) await writeVault(folder, { ...body, attempts: 9 });
    expect(await problem(unlockVault(place(), wrong))).toEqual({ code: 'vault.destroyed' });
    expect((await recoverVault(place(), '837462', secret))?.keyFor('database')).toEqual(key);
  });
});
