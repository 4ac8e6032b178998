import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Numbers, openNumbers } from '../../electron/main/numbers/numbers.ts';
import type { ServerRequest } from '../../electron/main/server/central-server.ts';
import { openVault } from '../../electron/main/vault/open-vault.ts';
import { keepCopy, restoreCopy } from '../../server/testing/older-copy.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import type { TestSession } from '../../server/testing/test-session.ts';
import { numbersAtOnce } from '../../shared/bridge/numbers.ts';

const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
const series = { year, symbol: 'BB-VPHC' };
let server: TestServer;
let folder: string;

beforeEach(async () => {
  server = await startTestServer();
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-number-laptops-'));
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A person's laptop with a folder and a key of its own; `cut`: the answer of the next request is lost. */
class Laptop {
  readonly key = randomBytes(32);
  readonly name: string;
  session: TestSession;
  numbers!: Numbers;
  cut = false;

  constructor(name: string, session: TestSession) {
    this.name = name;
    this.session = session;
  }

  static async of(name: string, username: string): Promise<Laptop> {
    const laptop = new Laptop(name, await server.signIn(username));
    await laptop.start();
    return laptop;
  }

  get folder(): string {
    return path.join(folder, this.name);
  }

  /** As the program starts, also after it was killed. */
  async start(): Promise<void> {
    const vault = openVault(this.session.person.id, this.folder, Buffer.from(this.key));
    this.numbers = await openNumbers({ vault, ask: (request) => this.#ask(request) });
  }

  take(documentId: string): Promise<number> {
    return this.numbers.take({ ...series, documentId, typed: [] });
  }

  left(): number {
    return this.numbers.held().find(({ symbol }) => symbol === series.symbol)?.left ?? 0;
  }

  async meet(restored: TestServer): Promise<void> {
    this.session = await restored.signIn(this.session.person.username, { deviceId: this.session.deviceId });
  }

  async #ask({ method, path: asked, headers, body }: ServerRequest): Promise<Response> {
    const init = { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
    const response = await this.session.request(`/${asked}`, init);
    if (!this.cut) return response;
    this.cut = false;
    await response.body?.cancel();
    throw new TypeError('the answer is lost');
  }
}

const fresh = () => randomBytes(8).toString('hex');

describe('official numbers of a unit', () => {
  it('are never the same on two laptops, whose requests meet and whose answers are lost', async () => {
    const laptops = [await Laptop.of('one', 'an'), await Laptop.of('two', 'an'), await Laptop.of('three', 'chi')];
    const given: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      for (const laptop of laptops) laptop.cut = round % 2 === 0;
      await Promise.all(laptops.map(({ numbers }) => numbers.contact([series]).catch(() => undefined)));
      await Promise.all(laptops.map(({ numbers }) => numbers.contact([series])));
      // All that each has.
      const taken = laptops.flatMap((laptop) => Array.from({ length: laptop.left() }, () => laptop.take(fresh())));
      given.push(...(await Promise.all(taken)));
      for (const laptop of laptops) await laptop.start();
    }
    expect(given).toHaveLength(4 * 3 * numbersAtOnce);
    expect(new Set(given).size).toBe(given.length);
    // What each was given stands in the book once all have told it.
    for (const { numbers } of laptops) await numbers.contact([]);
    const used = await server.sql<{ number: number }>(`select number from minh_tra.number_uses order by number`);
    expect(used.map(({ number }) => number)).toEqual(given.toSorted((a, b) => a - b));
  });

  it('are never the same after the server was restored, whoever meets it first', async () => {
    const [one, two] = [await Laptop.of('one', 'an'), await Laptop.of('two', 'chi')];
    await one.numbers.contact([series]);
    const given = [await one.take('a')];
    await keepCopy(server);
    await two.numbers.contact([series]);
    given.push(await two.take('b'));
    server = await restoreCopy(server);
    const three = await Laptop.of('three', 'binh');
    await three.numbers.contact([series]);
    given.push(await three.take('c'));
    for (const laptop of [one, two]) {
      await laptop.meet(server);
      await laptop.numbers.contact([series]);
      given.push(await laptop.take(fresh()), await laptop.take(fresh()));
    }
    expect(new Set(given).size).toBe(given.length);
    const twice = await server.sql(`select from minh_tra.audit_lines where kind in ('numberTwice', 'numbersVoided')`);
    expect(twice).toEqual([]);
  });

  it('are never the same on a laptop whose folder is an older copy, once its password was asked', async () => {
    const laptop = await Laptop.of('one', 'an');
    await laptop.numbers.contact([series]);
    await cp(laptop.folder, `${laptop.folder}-copy`, { recursive: true });
    const given = [await laptop.take('a'), await laptop.take('b')];
    await rm(laptop.folder, { recursive: true });
    await cp(`${laptop.folder}-copy`, laptop.folder, { recursive: true });
    await laptop.start();
    await laptop.numbers.distrust();
    await laptop.numbers.contact([series]);
    given.push(await laptop.take('c'), await laptop.take('d'));
    expect(new Set(given).size).toBe(given.length);
  });
});
