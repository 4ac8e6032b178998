import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let stage: TestingStage;
let folder: string;
let startedAt: number;
/** What the laptop's clock says, which anybody may set, and how long it has really run. */
let clock: { saysMs: number; ranMs: number; offsetMs: number | null };
let accounts: TestingAccounts;
let laptop: TestingLaptop;

const start = () => stage.start();
const unlock = () => laptop.session.unlock({ personId: 'p-an', pin });
const pass = (ms: number) => {
  clock.saysMs += ms;
  clock.ranMs += ms;
};

beforeEach(async () => {
  startedAt = Date.now();
  clock = { saysMs: startedAt, ranMs: 0, offsetMs: null };
  stage = await openTestingStage(() => clock.saysMs, {
    elapsedMs: () => clock.ranMs,
    clockOffsetMs: () => clock.offsetMs,
  });
  ({ folder, accounts } = stage);
  laptop = start();
  await enter(laptop, 'an');
  await laptop.session.lock('person');
});

afterEach(() => stage.end());

describe('the lease, off-line', () => {
  beforeEach(() => accounts.server.stop());

  it('lasts for as many hours of work, however often the program is killed and the clock set back', async () => {
    let hours = 0;
    for (let round = 0; round < 60; round += 1) {
      clock.saysMs = startedAt;
      laptop = start();
      if ((await problem(unlock()))?.code === 'lease.ended') break;
      for (let step = 0; step < 8 && laptop.session.isOpen; step += 1) {
        pass(hour);
        hours += 1;
        await laptop.session.checkLease();
      }
    }
    expect(hours).toBe(14 * 24);
  });

  it('ends at work when the clock is set back again and again', async () => {
    await unlock();
    let days = 0;
    while (laptop.session.isOpen && days < 60) {
      pass(day);
      days += 1;
      clock.saysMs = startedAt;
      await laptop.session.checkLease();
    }
    expect(days).toBe(14);
  });

  it('is written down after five minutes of work, and not oftener', async () => {
    await unlock();
    const read = async () => {
      const file = (await allFiles(folder)).find((name) => name.endsWith('profile.sealed')) ?? '';
      return readFile(path.join(folder, file), 'hex');
    };
    let last = await read();
    const writtenAt: number[] = [];
    for (let minutes = 1; minutes <= 12; minutes += 1) {
      pass(minute);
      await laptop.session.checkLease();
      const now = await read();
      if (now !== last) writtenAt.push(minutes);
      last = now;
    }
    expect(writtenAt).toEqual([5, 10]);
  });

  it('goes by the clock while the laptop is off', async () => {
    clock.saysMs += 13 * day;
    await unlock();
    await laptop.session.lock('person');
    clock.saysMs += day;
    expect((await problem(unlock()))?.code).toBe('lease.ended');
  });
});

describe('a clock that was a year ahead', () => {
  it("is forgotten once the server's is known", async () => {
    await unlock();
    clock.saysMs += 365 * day;
    clock.offsetMs = -365 * day;
    accounts.leaseDays = 14 - 365;
    await laptop.session.checkLease();
    expect(laptop.session.isOpen).toBe(true);
    await laptop.session.lock('person');
    await accounts.server.stop();
    clock.saysMs = startedAt + 13 * day;
    clock.offsetMs = null;
    laptop = start();
    expect(await problem(unlock())).toBeNull();
  });
});
