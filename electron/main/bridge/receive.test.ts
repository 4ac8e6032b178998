import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { calls, type Settings } from '../../../shared/bridge/contract.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { type Log, openLog } from '../log.ts';
import { type Handlers, type isFromPage, receive } from './receive.ts';

const origin = 'app://minh-tra';
const page = { url: `${origin}/cases`, isMainFrame: true };
const settings: Settings = {
  language: 'vi',
  theme: 'auto',
  textSize: 100,
  lockAfterMinutes: 10,
  compactRows: false,
  railCollapsed: false,
  holdOriginals: false,
  holdOnMetered: false,
  receiverPort: '',
  receiverSpeed: 9_600,
};

let folder: string;
let log: Log;
let ran: string[];
let handlers: Handlers;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-bridge-'));
  log = openLog(folder);
  ran = [];
  const note = (name: string) => () => {
    ran.push(name);
    throw new Error('secret: Nguyễn Văn A at /home/an');
  };
  handlers = {
    'app.info': note('app.info'),
    'settings.read': () => settings,
    'settings.write': (input) => {
      ran.push('settings.write');
      return input;
    },
    'people.list': () => [],
    'people.demonstration': () => [],
    'session.enterDemonstration': note('session.enterDemonstration'),
    'session.signIn': note('session.signIn'),
    'session.setPin': note('session.setPin'),
    'session.unlock': () => {
      throw new ProblemError('pin.wrong', { triesLeft: 3 }, { cause: new Error('secret') });
    },
    'session.changePin': note('session.changePin'),
    'session.lock': () => null,
    'session.left': () => null,
    'session.report': () => null,
    'database.connect': () => null,
    'database.restore': note('database.restore'),
    'database.renew': () => null,
    'evidence.begin': () => null,
    'evidence.finish': note('evidence.finish'),
    'evidence.settle': () => null,
    'evidence.unsent': () => [],
    'evidence.send': note('evidence.send'),
    'evidence.sent': () => null,
    'evidence.has': () => false,
    'evidence.fetch': note('evidence.fetch'),
    'evidence.room': () => 0,
    'evidence.release': () => false,
    'evidence.check': note('evidence.check'),
    'evidence.export': () => null,
    'evidence.package': () => ({ kind: 'givenUp' }),
    'evidence.packageGiveUp': () => null,
    'evidence.discard': () => null,
    'evidence.left': () => [],
    'capture.open': () => null,
    'capture.visit': () => null,
    'capture.step': () => null,
    'capture.takePage': note('capture.takePage'),
    'capture.screens': () => [],
    'capture.takeScreen': note('capture.takeScreen'),
    'bundle.sign': note('bundle.sign'),
    'bundle.begin': () => null,
    'bundle.add': () => false,
    'bundle.finish': () => '',
    'bundle.read': () => null,
    'bundle.takeOriginal': () => false,
    'bundle.knowsServer': () => false,
    'bundle.bring': () => null,
    'bundle.bringRead': () => 0,
    'bundle.bringNext': () => 0,
    'bundle.openAtServer': () => ({ bundles: [], leftOut: [], originals: 0 }),
    'bundle.discard': () => null,
    'meeting.open': () => ({ networks: [] }),
    'meeting.join': () => false,
    'meeting.give': () => null,
    'meeting.take': () => false,
    'meeting.has': () => null,
    'meeting.close': () => null,
    'page.pdf': () => null,
    'file.saveMade': () => null,
    'numbers.held': () => [],
    'numbers.take': note('numbers.take'),
    'gnss.ports': note('gnss.ports'),
    'gnss.state': note('gnss.state'),
    'numbers.contact': () => [],
    'numbers.giveBack': () => null,
    'device.freeBytes': () => 0,
    'file.save': () => null,
  };
});

afterEach(async () => {
  await log.settled();
  await rm(folder, { recursive: true, force: true });
});

const call = (name: unknown, input: unknown, sender: Parameters<typeof isFromPage>[0] = page) =>
  receive(handlers, log, origin, sender, name, input);

describe('a call over the bridge', () => {
  it('reaches its handler and answers', async () => {
    expect(await call('settings.read', null)).toEqual({ ok: true, value: settings });
    expect(await call('settings.write', { ...settings, language: 'en' })).toEqual({
      ok: true,
      value: { ...settings, language: 'en' },
    });
  });

  it.each([
    ['another origin', { url: 'https://evil.example/', isMainFrame: true }],
    ['a host that begins alike', { url: 'app://minh-tra.evil/', isMainFrame: true }],
    ['a frame within the page', { ...page, isMainFrame: false }],
    ['no URL', { url: '', isMainFrame: true }],
    ['a frame that is gone', null],
  ])('from %s is refused', async (_name, sender) => {
    expect(await call('settings.write', settings, sender)).toEqual({
      ok: false,
      problem: { code: 'permission.denied' },
    });
    expect(ran).toEqual([]);
  });

  it.each(['toString', '__proto__', 'constructor', '', null, 7, {}, 'settings.delete'])(
    'by the name %j is refused',
    async (name) => {
      expect(await call(name, null)).toEqual({ ok: false, problem: { code: 'request.invalid' } });
    },
  );

  it('that fails answers the problem alone: no text, no cause, no stack', async () => {
    expect(await call('session.unlock', { personId: 'p-an', pin: '274951' })).toEqual({
      ok: false,
      problem: { code: 'pin.wrong', details: { triesLeft: 3 } },
    });
    expect(await call('app.info', null)).toEqual({ ok: false, problem: { code: 'internal' } });
    await log.settled();
    const text = await readFile(path.join(folder, 'minh-tra.log'), 'utf8');
    expect(text).toContain('"event":"call session.unlock","code":"pin.wrong"');
    expect(text).not.toMatch(/secret|Nguyễn|274951/);
  });

  it('with an input of another shape runs no handler', async () => {
    const names = Object.keys(calls);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.anything({ withBigInt: true, withDate: true }),
        async (name, input) => {
          fc.pre(input !== null);
          const reply = await call(name, input);
          if (!reply.ok) return reply.problem.code === 'request.invalid';
          return false;
        },
      ),
      { numRuns: 1_000 },
    );
    expect(ran).toEqual([]);
  });

  it('with one field too many, too long or of another type is refused', async () => {
    const wrong: readonly unknown[] = [
      { personId: 'p-an', pin: '274951', more: 1 },
      { personId: 'x'.repeat(41), pin: '274951' },
      { personId: 'p-an', pin: 'x'.repeat(65) },
      { personId: 'p-an', pin: 274951 },
      { personId: 'p-an' },
      [],
    ];
    for (const input of wrong) {
      expect(await call('session.unlock', input)).toEqual({ ok: false, problem: { code: 'request.invalid' } });
    }
  });
});
