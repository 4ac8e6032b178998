import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import type { RegisteredDevice } from '../../shared/protocol/devices.ts';
import { purge } from '../jobs/purge.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { postJson, type TestSession } from '../testing/test-session.ts';

const day = 24 * 60 * 60_000;
let server: TestServer;
/** Administrators: of song-mai, of hoa-ban, and of the ministry. */
let quan: TestSession;
let huy: TestSession;
let nga: TestSession;

beforeAll(async () => {
  server = await startTestServer();
  await server.sql(
    `insert into minh_tra.people (id, username, name, title, role, scope, password_hash)
     select 'p-huy', 'huy', 'Huy', '', role, 'hoa-ban', password_hash from minh_tra.people where id = 'p-quan'`,
  );
  await administratorsSignIn();
});
afterAll(() => server.stop());

async function administratorsSignIn(): Promise<void> {
  [quan, huy, nga] = [await server.signIn('quan'), await server.signIn('huy'), await server.signIn('nga')];
}

/** A laptop that no other test uses. */
function newDevice(): string {
  return `device-${randomBytes(8).toString('hex')}`;
}

/** Moves a person while the work goes on, and back. */
async function whileIn(scope: string, personId: string, work: () => Promise<void>): Promise<void> {
  await server.sql('update minh_tra.people set scope = $1 where id = $2', [scope, personId]);
  await work().finally(() => server.sql(`update minh_tra.people set scope = 'song-mai' where id = $1`, [personId]));
}

type Reply = readonly [status: number, body: unknown];

async function reply(response: Response): Promise<Reply> {
  const text = await response.text();
  return [response.status, text === '' ? null : JSON.parse(text)];
}

function revoke(administrator: TestSession, deviceId: string): Promise<Reply> {
  return administrator.request(`/devices/${deviceId}/revoke`, { method: 'POST' }).then(reply);
}

async function listed(administrator: TestSession, deviceId: string): Promise<RegisteredDevice | undefined> {
  const { devices } = (await (await administrator.request('/devices')).json()) as { devices: RegisteredDevice[] };
  return devices.find(({ id }) => id === deviceId);
}

/** What a session is told: by a request, and by an exchange of its refresh token. */
async function toldTo({ request, refreshToken, deviceId }: TestSession): Promise<string[]> {
  const answers = [
    await request('/sync/entities'),
    await postJson(server.url, '/auth/refresh', { refreshToken, deviceId }),
  ];
  return Promise.all(
    answers.map(async (answer) => (answer.ok ? 'yes' : ((await answer.json()) as { code: string }).code)),
  );
}

function signIn(username: string, deviceId: string, deviceName: string): Promise<Reply> {
  return postJson(server.url, '/auth/sign-in', {
    username,
    password: demonstrationPassword,
    deviceId,
    deviceName,
  }).then(reply);
}

function keptSecrets(deviceId: string) {
  return server.sql('select person_id from minh_tra.recovery_secrets where device_id = $1 order by 1', [deviceId]);
}

function auditOf(deviceId: string) {
  return server
    .sql<{ kind: string }>('select kind from minh_tra.audit_lines where device_id = $1 order by id', [deviceId])
    .then((lines) => lines.map(({ kind }) => kind));
}

const whole: Reply = [200, { revoked: 'device' }];
const ofPeople: Reply = [200, { revoked: 'people' }];
const notFound: Reply = [404, { code: 'notFound' }];
const lost = ['device.revoked', 'device.revoked'];
const working = ['yes', 'yes'];

describe('a lost laptop', () => {
  it('is refused at once and for good, and nothing is kept that would open it', async () => {
    const an = await server.signIn('an');
    const { deviceId } = an;
    expect(await listed(quan, deviceId)).toMatchObject({ people: ['Nguyễn Thị An'], revocation: 'device' });
    expect(await revoke(quan, deviceId)).toEqual(whole);
    expect(await revoke(quan, deviceId)).toEqual(whole);
    expect(await toldTo(an)).toEqual(lost);
    expect(await signIn('an', deviceId, 'Máy')).toEqual([403, { code: 'device.revoked' }]);
    expect(await keptSecrets(deviceId)).toEqual([]);
    expect(await auditOf(deviceId)).toContain('deviceRevoked');
    expect((await listed(quan, deviceId))?.revokedAt).toEqual(expect.any(String));
  });

  it('is revoked by an administrator of the unit that registered it, or of the ministry, and by no other', async () => {
    const [giang, dung] = [await server.signIn('giang'), await server.signIn('dung')];
    expect(await revoke(quan, giang.deviceId)).toEqual(notFound);
    expect((await revoke(dung, giang.deviceId))[0]).toBe(403);
    expect(await toldTo(giang)).toEqual(working);
    expect(await revoke(nga, giang.deviceId)).toEqual(whole);
  });

  it('is shut out by the unit that works on it, when who registered it has moved to another unit', async () => {
    const deviceId = newDevice();
    await server.signIn('an', { deviceId });
    const binh = await server.signIn('binh', { deviceId });
    await whileIn('hoa-ban', 'p-an', async () => {
      expect(await listed(quan, deviceId)).toMatchObject({ people: ['Trần Văn Bình'], revocation: 'device' });
      expect(await revoke(quan, deviceId)).toEqual(whole);
      expect(await toldTo(binh)).toEqual(lost);
    });
  });

  it('is still the registering unit’s when the sessions of then are forgotten, whoever came there since', async () => {
    const deviceId = newDevice();
    await server.signIn('an', { deviceId });
    server.clock.advance(60 * day);
    await server.signIn('giang', { deviceId });
    server.clock.advance(31 * day);
    await purge(server.server.context);
    await administratorsSignIn();
    expect(
      await server.sql(`select from minh_tra.sessions where device_id = $1 and person_id = 'p-an'`, [deviceId]),
    ).toEqual([]);
    expect(await listed(huy, deviceId)).toMatchObject({ people: ['Vũ Hương Giang'], revocation: 'people' });
    expect(await revoke(huy, deviceId)).toEqual(ofPeople);
    const an = await server.signIn('an', { deviceId });
    expect(await listed(quan, deviceId)).toMatchObject({ revocation: 'device' });
    expect(await revoke(quan, deviceId)).toEqual(whole);
    expect(await toldTo(an)).toEqual(lost);
  });
});

describe('a laptop that another unit registered', () => {
  it('hears through a session of one’s own people that it is lost, and through nobody else’s', async () => {
    const deviceId = newDevice();
    const [giang, an, binh] = [
      await server.signIn('giang', { deviceId }),
      await server.signIn('an', { deviceId }),
      await server.signIn('binh', { deviceId }),
    ];
    const events = await an.events();
    expect(await listed(quan, deviceId)).toMatchObject({
      people: ['Nguyễn Thị An', 'Trần Văn Bình'],
      revocation: 'people',
    });
    expect(await revoke(quan, deviceId)).toEqual(ofPeople);
    await events.ended;
    expect([await toldTo(an), await toldTo(binh), await toldTo(giang)]).toEqual([lost, lost, working]);
    expect(await keptSecrets(deviceId)).toEqual([{ person_id: 'p-giang' }]);
    expect(await auditOf(deviceId)).toContain('sessionsRevoked');
    // Who knows the password could sign in on any laptop: a new sign-in is no harm, and the laptop may have been found.
    expect((await signIn('an', deviceId, 'Máy'))[0]).toBe(200);
  });

  it('hears it also through a session that lay unused, was ended before, or is of somebody deactivated', async () => {
    const deviceId = newDevice();
    await server.signIn('giang', { deviceId });
    const [an, chi] = [await server.signIn('an', { deviceId }), await server.signIn('chi', { deviceId })];
    await postJson(server.url, '/auth/sign-out', { refreshToken: an.refreshToken, deviceId });
    await server.sql(`update minh_tra.people set active = false where id = 'p-chi'`);
    server.clock.advance(31 * day);
    await administratorsSignIn();
    expect(await revoke(quan, deviceId)).toEqual(ofPeople);
    await server.sql(`update minh_tra.people set active = true where id = 'p-chi'`);
    for (const { refreshToken } of [an, chi]) {
      const told = await postJson(server.url, '/auth/refresh', { refreshToken, deviceId }).then(reply);
      expect(told).toEqual([403, { code: 'device.revoked' }]);
    }
  });

  it('is not taken from it by whoever signs in with its id, which stands in every document; also while nobody else has a session there', async () => {
    const deviceId = newDevice();
    const giang = await server.signIn('giang', { deviceId });
    const an = await server.signIn('an', { deviceId });
    await signIn('an', deviceId, 'Máy');
    expect(await revoke(quan, deviceId)).toEqual(ofPeople);
    expect(await toldTo(giang)).toEqual(working);
    await postJson(server.url, '/auth/sign-out', { refreshToken: giang.refreshToken, deviceId });
    await server.signIn('an', { deviceId });
    expect(await revoke(quan, deviceId)).toEqual(ofPeople);
    expect(await toldTo(an)).toEqual(lost);
    expect(await toldTo(await server.signIn('giang', { deviceId }))).toEqual(working);
  });
});

describe('a laptop that nobody is known to have registered', () => {
  it('is revoked by the ministry; a unit shuts its own people out, and whoever signs in next does not become its owner', async () => {
    const deviceId = newDevice();
    const an = await server.signIn('an', { deviceId });
    await server.sql('update minh_tra.devices set registered_by = null, registered_scope = null where id = $1', [
      deviceId,
    ]);
    const giang = await server.signIn('giang', { deviceId });
    expect((await listed(huy, deviceId))?.revocation).toBe('people');
    expect(await revoke(huy, deviceId)).toEqual(ofPeople);
    expect([await toldTo(giang), await toldTo(an)]).toEqual([lost, working]);
    expect((await listed(nga, deviceId))?.revocation).toBe('device');
    expect(await revoke(nga, deviceId)).toEqual(whole);
    expect(await toldTo(an)).toEqual(lost);
  });
});

describe('the list of laptops', () => {
  it('holds those, and only those, with which its reader can do what it says', async () => {
    const own = newDevice();
    await server.signIn('an', { deviceId: own });
    const foreign = await server.signIn('giang');
    expect(await listed(quan, foreign.deviceId)).toBeUndefined();
    await whileIn('hoa-ban', 'p-an', async () => {
      // Nobody of the unit has a session there: it was registered here.
      expect(await listed(quan, own)).toMatchObject({ people: [], revocation: 'device' });
      expect(await listed(huy, own)).toMatchObject({ people: ['Nguyễn Thị An'], revocation: 'people' });
    });
    for (const administrator of [quan, huy, nga]) {
      const { devices } = (await (await administrator.request('/devices')).json()) as { devices: RegisteredDevice[] };
      for (const { id, revocation, revokedAt } of devices) {
        if (revokedAt || id === administrator.deviceId) continue;
        expect([id, await revoke(administrator, id)]).toEqual([id, [200, { revoked: revocation }]]);
      }
    }
  });
});

describe('the name of a laptop', () => {
  const nameOf = async (deviceId: string) => (await listed(nga, deviceId))?.name;

  it('is the one with which it was registered, whoever signs in there, of whatever unit, however often', async () => {
    await administratorsSignIn();
    const deviceId = newDevice();
    await signIn('binh', deviceId, 'Máy của Bình');
    for (const username of ['giang', 'giang', 'an', 'an', 'quan']) {
      expect((await signIn(username, deviceId, 'MÁY BỊ MẤT'))[0]).toBe(200);
    }
    expect(await nameOf(deviceId)).toBe('Máy của Bình');
  });

  it('is changed by who registered it, while their session there lives', async () => {
    const deviceId = newDevice();
    await signIn('binh', deviceId, 'Máy 1');
    const [, session] = await signIn('binh', deviceId, 'Máy 2');
    expect(await nameOf(deviceId)).toBe('Máy 2');
    const { refreshToken } = session as { refreshToken: string };
    await postJson(server.url, '/auth/sign-out', { refreshToken, deviceId });
    await signIn('binh', deviceId, 'Máy 3');
    expect(await nameOf(deviceId)).toBe('Máy 2');
  });
});
