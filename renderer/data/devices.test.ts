import { describe, expect, it } from 'vitest';
import type { RegisteredDevice } from '../../shared/protocol/devices.ts';
import { protocolHeader, protocolVersion, serverHeader } from '../../shared/protocol/version.ts';
import { Devices } from './devices.ts';

const laptop: RegisteredDevice = {
  id: 'device-07',
  name: 'Laptop 07',
  people: ['Nguyễn Thị An'],
  registeredAt: '2026-11-01T00:00:00.000Z',
  seenAt: '2026-11-18T00:00:00.000Z',
  revokedAt: null,
  revocation: 'device',
};
const { signal } = new AbortController();
const ours = { [serverHeader]: 'minh-tra', [protocolHeader]: String(protocolVersion) };

/** Devices at a server that answers this, and what it was asked. */
function answered(status: number, body: unknown) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push(`${init?.method ?? 'GET'} ${String(input)}`);
    return new Response(JSON.stringify(body), { status, headers: ours });
  };
  return { devices: new Devices('app://minh-tra/server', fetch), asked };
}

describe('the laptops of an administrator', () => {
  it('are what the server tells', async () => {
    const { devices, asked } = answered(200, { devices: [laptop] });
    expect(await devices.list(signal)).toEqual([laptop]);
    expect(asked).toEqual(['GET app://minh-tra/server/devices']);
  });

  it('are reported lost by their id', async () => {
    const { devices, asked } = answered(200, { revoked: 'people' });
    expect(await devices.revoke('device-07')).toBe('people');
    expect(asked).toEqual(['POST app://minh-tra/server/devices/device-07/revoke']);
  });

  it.each([
    [200, { devices: [{ ...laptop, revocation: 'perhaps' }] }, 'server.notOurs'],
    [200, { devices: [{ ...laptop, seenAt: null }] }, 'server.notOurs'],
    [200, {}, 'server.notOurs'],
    [403, { code: 'permission.denied' }, 'permission.denied'],
    [503, { code: 'server.away' }, 'server.away'],
  ])('%i with %j is a problem', async (status, body, code) => {
    await expect(answered(status, body).devices.list(signal)).rejects.toMatchObject({ code });
  });

  it.each([
    [200, { revoked: true }, 'server.notOurs'],
    [404, { code: 'notFound' }, 'notFound'],
  ])('a report that is answered %i with %j is a problem', async (status, body, code) => {
    await expect(answered(status, body).devices.revoke('device-07')).rejects.toMatchObject({ code });
  });
});
