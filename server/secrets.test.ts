import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { demonstrationPassword } from '../shared/demonstration.ts';
import { newEntity, row } from './testing/documents.ts';
import { runServerProcess, startServerProcess } from './testing/server-process.ts';
import { databaseWithPeople } from './testing/test-server.ts';
import { openTestSession, postJson } from './testing/test-session.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('secrets', () => {
  it('come from files, and stand in no log, answer or command line', async () => {
    const databaseUrl = await databaseWithPeople();
    const given = {
      DATABASE_URL: databaseUrl,
      MINH_TRA_TOKEN_KEY: randomBytes(32).toString('base64url'),
      MINH_TRA_OPERATOR_TOKEN: randomBytes(24).toString('base64url'),
    };
    const env = Object.fromEntries(
      Object.entries(given).map(([name, secret]) => {
        const file = path.join(folder, name);
        writeFileSync(file, secret, { mode: 0o600 });
        return [`${name}_FILE`, file];
      }),
    );
    const server = await startServerProcess({ ...env, LOG_LEVEL: 'debug' });
    const answers: string[] = [];
    const keep = async (asked: Promise<Response>) => {
      const response = await asked;
      answers.push(JSON.stringify([...response.headers]), await response.text());
      return response.status;
    };
    const get = (where: string, headers = {}) => keep(fetch(`${server.url}${where}`, { headers }));

    const an = await openTestSession(server.url, 'an');
    await an.push('entities', [row(newEntity(an.person))]);
    await keep(an.request('/sync/entities'));
    await keep(an.request('/sync/reference?limit=3'));
    await keep(an.request('/sync/entities', { method: 'POST', body: '{"rows":' }));
    await keep(an.request('/devices'));
    await keep(
      postJson(server.url, '/auth/sign-in', {
        username: 'an',
        password: 'sai-mat-khau',
        deviceId: 'device-12345678',
        deviceName: 'x',
      }),
    );
    await keep(postJson(server.url, '/auth/sign-in', { password: demonstrationPassword }));
    for (const where of ['/health', '/ready', '/docs/json', '/docs/static/index.html', '/nowhere', '/sync/%00'])
      await get(where);
    const asOperator = { 'x-forwarded-for': '203.0.113.9', authorization: `Bearer ${given.MINH_TRA_OPERATOR_TOKEN}` };
    expect(await get('/metrics', asOperator)).toBe(200);
    expect(await get('/metrics', { ...asOperator, authorization: `Bearer ${given.MINH_TRA_TOKEN_KEY}` })).toBe(403);
    const commandLine =
      process.platform === 'linux'
        ? readFileSync(`/proc/${server.child.pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-o', 'args=', String(server.child.pid)], { encoding: 'utf8' });
    const refresh = { refreshToken: an.refreshToken, deviceId: an.deviceId };
    const renewed = (await (await postJson(server.url, '/auth/refresh', refresh)).json()) as typeof an;
    await keep(postJson(server.url, '/auth/sign-out', { ...refresh, refreshToken: renewed.refreshToken }));
    await server.end('SIGTERM');

    const ofDatabase = await kept(databaseUrl);
    const secrets = {
      ...given,
      password: demonstrationPassword,
      wrongPassword: 'sai-mat-khau',
      databasePassword: new URL(databaseUrl).password,
      ...ofDatabase,
      ...{ accessToken: an.accessToken, refreshToken: an.refreshToken, recoverySecret: an.recoverySecret },
      ...{ nextAccessToken: renewed.accessToken, nextRefreshToken: renewed.refreshToken },
    };
    const said = { log: server.log.join('\n'), answers: answers.join('\n'), commandLine };
    expect(said.log).toContain('"route":"/sync/:collection"');
    expect(answers.length).toBeGreaterThan(20);
    for (const [name, secret] of Object.entries(secrets)) {
      expect([name, String(secret).length > 10]).toEqual([name, true]);
      for (const [where, text] of Object.entries(said)) {
        expect([name, where, text.includes(String(secret))]).toEqual([name, where, false]);
      }
    }
  });

  it('that are weak are refused with a sentence, before anything else is done', async () => {
    const { code, log } = await runServerProcess({
      DATABASE_URL: 'postgres://127.0.0.1:9/none',
      MINH_TRA_TOKEN_KEY: 'mat-khau-ngan',
    });
    expect(code).toBe(1);
    expect(log).toHaveLength(1);
    expect(log[0]).toContain('"msg":"MINH_TRA_TOKEN_KEY must be base64url of 32 random bytes or more"');
    expect(log[0]).not.toContain('mat-khau-ngan');
  });
});

/** Secrets that the program made itself and keeps with its database. */
async function kept(databaseUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ name: string; value: string }>('select name, value from minh_tra.secrets');
  const hashes = await client.query<{ id: string; hash: string }>(
    'select id, password_hash as hash from minh_tra.people limit 3',
  );
  await client.end();
  return Object.fromEntries([
    ...rows.map(({ name, value }) => [name, value]),
    ...hashes.rows.map(({ id, hash }) => [`hash of ${id}`, hash]),
  ]);
}
