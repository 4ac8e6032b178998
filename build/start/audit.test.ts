import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { audit as readAuditLog } from '../../server/audit.ts';
import { reachEmbeddedPostgres } from '../../server/embedded-postgres.ts';
import { type ServerProcess, startServerProcess } from '../../server/testing/server-process.ts';
import { createTestDatabase } from '../../server/testing/test-server.ts';
import { postJson } from '../../server/testing/test-session.ts';

const program = path.join(import.meta.dirname, 'audit.ts');

/** Runs the command as `npm run audit -- ...` does. */
function audit(env: Record<string, string>, ...args: string[]): Promise<{ code: unknown; said: string }> {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, ...env } };
    execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, said: stdout + stderr }),
    );
  });
}

/** Two lines of the log: a name that nobody has, refused twice. */
async function knock({ url }: ServerProcess): Promise<void> {
  for (const deviceId of ['device-first', 'device-second']) {
    await postJson(url, '/auth/sign-in', { username: 'nobody', password: 'sai', deviceId, deviceName: 'Máy thử' });
  }
}

describe('npm run audit', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-audit-'));
  const env = { MINH_TRA_DATA_DIR: folder };
  let noted = '';
  let written: readonly string[] = [];

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds the log whole beside a running server, and lists it', async () => {
    const server = await startServerProcess(env);
    await knock(server);
    const { code, said } = await audit(env, 'verify');
    expect(said).toMatch(/^The audit log is whole: 3 lines, chained since 2\d{3}-/);
    expect(code).toBe(0);
    noted = /Its end is (3:[\w-]{43})/.exec(said)?.[1] ?? '';
    const listed = await audit(env, 'list', '--kind', 'signInRefused');
    expect(listed.said.split('\n').map((line) => line.split('\t').toSpliced(1, 1))).toEqual([
      ['2', 'signInRefused', '-', 'device-first', '{"reason":"unknown"}'],
      ['3', 'signInRefused', '-', 'device-second', '{"reason":"unknown"}'],
      [''],
    ]);
    expect((await audit(env, 'list', '--since', '2999-01-01')).said).toBe('');
    expect(await server.end('SIGTERM')).toBe(0);
    written = server.log;
  });

  it('finds it whole without a server, and in it the end that the server wrote into its own log', async () => {
    const { audit: begun } = JSON.parse(written.find((text) => text.includes('end of the audit log')) ?? '{}');
    expect(begun).toMatch(/^1:[\w-]{43}$/);
    expect(await audit(env, 'verify', '--expect', begun)).toMatchObject({ code: 0 });
  });

  it('names the first broken line, and ends with 1', async () => {
    const database = await reachEmbeddedPostgres(path.join(folder, 'postgres'));
    const client = new pg.Client(database?.url);
    await client.connect();
    await client.query(`alter table minh_tra.audit_lines disable trigger user;
      update minh_tra.audit_lines set kind = E'signedIn\\n\\u001b[2J' where place = 2`);
    const altered = await audit(env, 'verify');
    expect(altered.said).toMatch(/^The audit log is broken at line 2\.\nLine 2 \(id 2, 2.*Z, .*\): altered: /);
    expect(altered.said).not.toContain('\u001b');
    expect(altered.code).toBe(1);
    await client.query(`update minh_tra.audit_lines set kind = 'signInRefused' where place = 2;
      delete from minh_tra.audit_lines where place = 3`);
    expect(await audit(env, 'verify')).toMatchObject({ code: 0 });
    const cut = await audit(env, 'verify', '--expect', noted);
    expect(cut.said).toMatch(/^The audit log is broken at line 3\.\nLine 3: missing: the last lines were removed/);
    expect(cut.code).toBe(1);
    await client.end();
    await database?.stop();
  });

  it('says when it is not the key that the server has', async () => {
    const other = Buffer.alloc(32, 1).toString('base64url');
    const { code, said } = await audit({ ...env, MINH_TRA_TOKEN_KEY: other }, 'verify');
    expect(said).toContain('perhaps MINH_TRA_TOKEN_KEY is not the one that the server has');
    expect(code).toBe(1);
  });

  it('tells 2 from 1: what could not be read is not called broken', async () => {
    const errors: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((text: string) => errors.push(text));
    for (const [args, environment] of [
      [[], env],
      [['verify', 'all'], env],
      [['verify', '--expect', '3'], env],
      [['list', '--since', 'yesterday'], env],
      [['verify'], { MINH_TRA_DATA_DIR: path.join(folder, 'nothing') }],
      [['verify'], { DATABASE_URL: await createTestDatabase() }],
      [['verify'], { DATABASE_URL: 'postgres://nobody:secret-word@127.0.0.1:9/none' }],
    ] satisfies [string[], Record<string, string>][]) {
      expect([args, await readAuditLog(args, environment)]).toEqual([args, 2]);
    }
    expect(
      errors.map((text) => /^(Usage|--\w+ takes|The audit log could not be read)/.exec(text)?.[1] ?? text),
    ).toEqual([
      ...Array(2).fill('Usage'),
      ...['--expect takes', 'Usage', '--since takes', 'Usage'],
      ...Array(3).fill('The audit log could not be read'),
    ]);
    expect(errors.join()).not.toContain('secret-word');
  });
});
