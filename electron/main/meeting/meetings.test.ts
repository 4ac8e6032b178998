import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkBytes } from '../../../sealed/file-cipher.ts';
import type { Colleague, MeetingEvent } from '../../../shared/bridge/meeting.ts';
import { meetingPorts, readMeetingCode, writeMeetingCode } from '../../../shared/domain/meeting/code.ts';
import { type EvidenceStore, openEvidenceStore } from '../evidence/evidence-store.ts';
import { openVault } from '../vault/open-vault.ts';
import { type SigningKey, signingKeyOf } from '../vault/signing-key.ts';
import { type Meetings, openMeetings } from './meetings.ts';

/** A colleague's laptop, with what its window has heard. */
interface Laptop {
  readonly personId: string;
  readonly folder: string;
  readonly fileKey: Buffer;
  readonly signing: SigningKey;
  store: EvidenceStore;
  meetings: Meetings;
  readonly heard: MeetingEvent[];
  /** The next event of a kind that was not looked at. */
  next<Kind extends MeetingEvent['kind']>(kind: Kind): Promise<Extract<MeetingEvent, { kind: Kind }>>;
}

const caseId = 'case-1';
const loopback = [{ name: 'Cáp', address: '127.0.0.1' }];
let folder: string;
let an: Laptop;
let binh: Laptop;
let chi: Laptop;
const sockets: Socket[] = [];
const servers: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-meeting-'));
  [an, binh, chi] = [await laptop('an'), await laptop('binh'), await laptop('chi')];
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  for (const { meetings } of [an, binh, chi]) await meetings.close();
  await rm(folder, { recursive: true, force: true });
});

async function laptop(personId: string): Promise<Laptop> {
  const own = path.join(folder, personId);
  const fileKey = randomBytes(32);
  const store = await openEvidenceStore(own, fileKey);
  const signing = await signingKeyOf(openVault(personId, own, randomBytes(32)))();
  const heard: MeetingEvent[] = [];
  const looked = new Set<MeetingEvent>();
  const waiting: (() => void)[] = [];
  heard.push = (...events) => {
    const length = Array.prototype.push.apply(heard, events);
    for (const wake of waiting.splice(0)) wake();
    return length;
  };
  return {
    ...{ personId, folder: own, fileKey, signing, store, heard },
    meetings: openMeetings({ store, signing, networks: () => loopback }),
    async next(kind) {
      for (;;) {
        const found = heard.find((event) => event.kind === kind && !looked.has(event));
        if (found) {
          looked.add(found);
          return found as Extract<MeetingEvent, { kind: typeof kind }>;
        }
        await new Promise<void>((resolve) => void waiting.push(resolve));
      }
    },
  };
}

/** The program is started anew: whatever was in memory is gone. */
async function restart(each: Laptop): Promise<void> {
  each.store = await openEvidenceStore(each.folder, each.fileKey);
  each.meetings = openMeetings({ store: each.store, signing: each.signing, networks: () => loopback });
}

const colleagues = (...changes: Partial<Colleague>[]): Colleague[] =>
  [an, binh, chi].map(({ personId, signing }, nth) => ({
    ...{ personId, publicKey: signing.publicKey, revoked: false, isOfTeam: true },
    ...changes[nth],
  }));

async function open(about = { caseId, colleagues: colleagues() }): Promise<string> {
  const { networks } = await an.meetings.open(about, (event) => an.heard.push(event));
  return networks[0]?.code ?? '';
}

const join = (member: Laptop, code: string, about = { caseId, colleagues: colleagues() }) =>
  member.meetings.join(
    { ...about, code },
    (event) => member.heard.push(event),
    async () => true,
  );

/** Bình and An in one meeting: what each calls the other. */
async function meet() {
  await join(binh, await open());
  return { atAn: (await an.next('joined')).peerId, atBinh: (await binh.next('joined')).peerId };
}

/** A wire to the leader that is cut, at both ends, once so many bytes have come from there. */
async function openCutWire(code: string, cutAfter: number) {
  const { port = 0, secret = 0 } = readMeetingCode(code) ?? {};
  let carried = 0;
  const server = createServer((member) => {
    const leader = connect(port, '127.0.0.1');
    sockets.push(member, leader);
    for (const socket of [member, leader]) socket.on('error', () => undefined);
    member.pipe(leader);
    leader.on('close', () => member.destroy());
    leader.on('data', (bytes) => {
      carried += bytes.byteLength;
      if (carried >= cutAfter) for (const socket of [member, leader]) socket.destroy();
      else if (!member.write(bytes)) leader.pause();
    });
    member.on('drain', () => leader.resume());
  });
  const own = meetingPorts.at(-1) ?? 0;
  await once(server.listen(own, '127.0.0.1'), 'listening');
  servers.push(server);
  return { code: writeMeetingCode({ address: '127.0.0.1', port: own, secret }), carried: () => carried };
}

const otherSecret = (code: string) => {
  const read = readMeetingCode(code);
  return writeMeetingCode({ address: '127.0.0.1', port: 47_810, ...read, secret: ((read?.secret ?? 0) + 1) % 65_536 });
};

describe('a meeting', () => {
  it('lets each side give what it has, and tells the other', async () => {
    const { atAn, atBinh } = await meet();
    const content = await an.store.keep(Buffer.from('ảnh'));
    const away = { sha256: 'a'.repeat(64), sizeBytes: 5 };
    await an.meetings.give({ peerId: atAn, bundles: [], originals: [content, away] });
    expect(await binh.next('came')).toMatchObject({ bundles: [], originals: [content] });
    const bundle = { text: '{}', publicKey: binh.signing.publicKey, signature: 'A'.repeat(86) };
    await binh.meetings.give({ peerId: atBinh, bundles: [bundle], originals: [] });
    expect(await an.next('came')).toMatchObject({ bundles: [{ signed: bundle, isSigned: false }] });
    await binh.meetings.tellHas(atBinh, { lacking: 0 });
    expect((await an.next('has')).has).toEqual({ lacking: 0 });
  });

  it('carries originals of whatever size, both ways at once, byte for byte', async () => {
    const { atAn, atBinh } = await meet();
    const sizes = [1, chunkBytes, chunkBytes + 1, 20 * chunkBytes, 40 * chunkBytes + 7];
    const ofAn = await Promise.all(sizes.map((size) => an.store.keep(randomBytes(size))));
    const ofBinh = await Promise.all(sizes.map((size) => binh.store.keep(randomBytes(size))));
    await an.meetings.give({ peerId: atAn, bundles: [], originals: ofAn });
    await binh.meetings.give({ peerId: atBinh, bundles: [], originals: ofBinh });
    await Promise.all([binh.next('came'), an.next('came')]);
    const takes = [
      ...ofAn.map((content) => binh.meetings.take(atBinh, content)),
      ...ofBinh.map((content) => an.meetings.take(atAn, content)),
    ];
    expect(await Promise.all(takes)).toEqual(takes.map(() => true));
    for (const content of ofAn) expect(await binh.store.bytes(content, 0, content.sizeBytes)).not.toBeNull();
    for (const content of ofBinh) expect(await an.store.bytes(content, 0, content.sizeBytes)).not.toBeNull();
  });

  it('gives no file that it was not told to give, though it is there', async () => {
    const { atAn, atBinh } = await meet();
    const secret = await an.store.keep(randomBytes(9));
    await an.meetings.give({ peerId: atAn, bundles: [], originals: [] });
    expect(await binh.meetings.take(atBinh, secret)).toBe(false);
  });

  it('goes on at the chunk where it was cut, also after both were started anew', async () => {
    const content = await an.store.keep(randomBytes(64 * chunkBytes));
    let carried = 0;
    for (const cutAfter of [5_000_000, 9_000_000, Number.POSITIVE_INFINITY]) {
      const wire = await openCutWire(await open(), cutAfter);
      await join(binh, wire.code);
      const [{ peerId: atAn }, { peerId: atBinh }] = [await an.next('joined'), await binh.next('joined')];
      await an.meetings.give({ peerId: atAn, bundles: [], originals: [content] });
      await binh.next('came');
      const taken = await binh.meetings.take(atBinh, content).catch(({ code }) => code);
      expect(taken).toBe(Number.isFinite(cutAfter) ? 'meeting.cut' : true);
      carried += wire.carried();
      servers.pop()?.close();
      for (const each of [an, binh]) {
        await each.meetings.close();
        await restart(each);
      }
    }
    expect(await binh.store.has(content)).toBe(true);
    // At each cut the chunk that was not whole, and what had left the wire without coming in.
    expect(carried).toBeGreaterThan(content.sizeBytes);
    expect(carried).toBeLessThan(content.sizeBytes * 1.01 + 2 * 2 * chunkBytes);
  });

  it('ends for all when its leader ends it, and nobody comes in any more', async () => {
    const code = await open();
    await join(binh, code);
    await an.meetings.close();
    expect((await binh.next('left')).code).toBe('');
    expect((await an.next('closed')).code).toBe('');
    await expect(join(chi, code)).rejects.toMatchObject({ code: 'meeting.notFound' });
  });

  it('goes on for the others when one leaves', async () => {
    const code = await open();
    await join(binh, code);
    await join(chi, code);
    const { peerId } = await chi.next('joined');
    await binh.meetings.close();
    expect((await an.next('left')).code).toBe('');
    await chi.meetings.tellHas(peerId, { lacking: 0 });
    await an.next('has');
  });
});

describe('who is not let in', () => {
  it.each([
    ['is not known', () => colleagues({}, { publicKey: 'A'.repeat(43) }), 'meeting.unknown'],
    ['is on a laptop that was revoked', () => colleagues({}, { revoked: true }), 'meeting.revoked'],
    ['is of the unit, but not of the team', () => colleagues({}, { isOfTeam: false }), 'meeting.notOfTeam'],
  ])('%s: both are told', async (_name, known, code) => {
    const text = await open({ caseId, colleagues: known() });
    await expect(join(binh, text)).rejects.toMatchObject({ code });
    expect((await an.next('refused')).code).toBe(code);
  });

  it('has another case open', async () => {
    const text = await open();
    const about = { caseId: 'case-2', colleagues: colleagues() };
    await expect(join(binh, text, about)).rejects.toMatchObject({ code: 'meeting.otherCase' });
    expect(await an.next('refused')).toMatchObject({ personId: 'binh', code: 'meeting.otherCase' });
  });

  it('knows the leader as one who is not of the team', async () => {
    const about = { caseId, colleagues: colleagues({ isOfTeam: false }) };
    await expect(join(binh, await open(), about)).rejects.toMatchObject({ code: 'meeting.notOfTeam' });
  });

  it('types a wrong code: told how often one may try, then the meeting is closed for everybody', async () => {
    const code = await open();
    const wrong = otherSecret(code);
    for (const left of [4, 3, 2, 1]) {
      await expect(join(binh, wrong)).rejects.toMatchObject({ code: 'meeting.codeWrong', details: { left } });
      expect(await an.next('refused')).toMatchObject({ personId: 'binh', code: 'meeting.codeWrong' });
    }
    await expect(join(binh, wrong)).rejects.toMatchObject({ code: 'meeting.givenUp' });
    expect((await an.next('closed')).code).toBe('meeting.givenUp');
    await expect(join(binh, code)).rejects.toMatchObject({ code: 'meeting.notFound' });
  });

  it('types no code, or does not agree: no connection is made', async () => {
    await expect(join(binh, '7K3QM')).rejects.toMatchObject({ code: 'meeting.codeMistyped' });
    const input = { caseId, colleagues: colleagues(), code: await open() };
    expect(
      await binh.meetings.join(
        input,
        () => undefined,
        async () => false,
      ),
    ).toBe(false);
    expect(an.heard).toHaveLength(0);
  });
});

describe('one meeting at a time', () => {
  const about = (id: string) => ({ caseId: id, colleagues: colleagues() });

  it('is left by who turns to another one, whether they agree to connect or not', async () => {
    const code = await open();
    const { networks } = await binh.meetings.open(about('case-2'), (event) => binh.heard.push(event));
    const hasJoined = await binh.meetings.join(
      { ...about(caseId), code },
      (event) => binh.heard.push(event),
      async () => false,
    );
    expect([hasJoined, binh.heard.at(-1)]).toEqual([false, { kind: 'closed', code: '' }]);
    const own = { ...about('case-2'), code: networks[0]?.code ?? '' };
    await expect(
      chi.meetings.join(
        own,
        () => undefined,
        async () => true,
      ),
    ).rejects.toMatchObject({ code: 'meeting.notFound' });
  });

  it('is none where it was ended while the person was asked', async () => {
    const code = await open();
    const joining = binh.meetings.join(
      { ...about(caseId), code },
      (event) => binh.heard.push(event),
      async () => {
        await binh.meetings.close();
        return true;
      },
    );
    await expect(joining).rejects.toMatchObject({ code: 'meeting.ended' });
    expect(an.heard).toHaveLength(0);
  });
});

describe('a stranger on the same network', () => {
  async function knock(code: string): Promise<Socket> {
    const socket = connect(readMeetingCode(code)?.port ?? 0, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  it('who says nonsense, too much or nothing is hung up on, and holds up nobody', async () => {
    const code = await open();
    const [nonsense, length, silent] = [await knock(code), await knock(code), await knock(code)];
    nonsense.write('GET / HTTP/1.1\r\n\r\n');
    length.write(Buffer.from('ffffffff', 'hex'));
    await Promise.all([nonsense, length].map((socket) => once(socket.resume(), 'close')));
    await join(binh, code);
    expect((await an.next('joined')).personId).toBe('binh');
    expect(silent.destroyed).toBe(false);
    expect(an.heard.filter(({ kind }) => kind === 'refused')).toEqual([]);
    await once(silent.resume(), 'close');
  });

  it('who pours a gigabyte in is read no further than a message may be long', async () => {
    const code = await open();
    const flood = await knock(code);
    flood.write(Buffer.from('00000024', 'hex'));
    const before = process.memoryUsage().rss;
    const block = Buffer.alloc(8 * 1_048_576, 1);
    let poured = 0;
    const closed = new Promise((resolve) => flood.on('close', resolve));
    for (; poured < 128 && !flood.destroyed; poured += 1) {
      if (!flood.write(block)) await Promise.race([new Promise((resolve) => flood.once('drain', resolve)), closed]);
    }
    expect(flood.destroyed).toBe(true);
    expect(poured).toBeLessThan(8);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1_048_576);
    await join(binh, code);
  });

  it('who comes in great numbers is not let wait, and the team comes in once they are gone', async () => {
    const code = await open();
    const crowd = await Promise.all(Array.from({ length: 8 }, () => knock(code)));
    const late = await knock(code);
    await once(late.resume(), 'close');
    for (const socket of crowd) socket.destroy();
    await expect.poll(() => join(binh, code).catch(() => false)).toBe(true);
  });
});
