import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

function restored(session: TestSession, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return session.request('/sync/restored', { method: 'POST', body: JSON.stringify(body), headers });
}

function linesOf({ deviceId }: TestSession) {
  return server.sql(
    `select person_id as person, details from minh_tra.audit_lines where kind = 'broughtBack' and device_id = $1`,
    [deviceId],
  );
}

describe('a laptop that has given back what a restored server had lost', () => {
  it('stands in the audit log, once a session and epoch however often it says so', async () => {
    const an = await server.signIn('an');
    const { epoch } = server.server.context;
    for (const body of [{ epoch }, { epoch }, {}]) expect((await restored(an, body)).status).toBe(200);
    const line = { person: 'p-an', details: { epoch } };
    expect(await linesOf(an)).toEqual([line]);
    // A colleague's work on the same laptop is another database, and was given back by itself.
    const binh = await server.signIn('binh', { deviceId: an.deviceId });
    await Promise.all([restored(binh, { epoch }), restored(binh, { epoch })]);
    expect(await linesOf(an)).toEqual([line, { ...line, person: 'p-binh' }]);
  });

  it('does not while the server has been restored once more', async () => {
    const an = await server.signIn('an');
    const answer = await restored(an, { epoch: 'another' });
    expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'server.restored' }]);
    expect(await linesOf(an)).toEqual([]);
  });
});
