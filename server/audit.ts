import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { describeFindings, plain, timeOf } from './audit-words.ts';
import { readConfig } from './config.ts';
import { transact } from './database/connections.ts';
import { masterKeyThere } from './database/master-key.ts';
import { reachEmbeddedPostgres } from './embedded-postgres.ts';
import { type AuditEnd, auditLines } from './queries/audit.ts';
import { checkAuditLog } from './services/audit-check.ts';
import { createCryptography } from './services/cryptography.ts';

const usage = `Usage:
  npm run audit -- verify [--expect PLACE:PROOF]    whether every line is as it was written, and where it was written
  npm run audit -- list [--since DATE] [--kind KIND]
The database is that of DATABASE_URL or MINH_TRA_DATA_DIR; a key in MINH_TRA_TOKEN_KEY must be the server's.`;

interface Asked {
  readonly command: 'verify' | 'list';
  readonly noted: AuditEnd | undefined;
  readonly since: Date | undefined;
  readonly kind: string | undefined;
}

/** What came of a command: 0 when all is well, 1 when the log is broken, 2 when it could not be told. */
type ExitCode = 0 | 1 | 2;

/** Reads the audit log for an administrator, beside a running server or without one; writes plain words to standard output. */
export async function audit(args: string[], env: NodeJS.ProcessEnv): Promise<ExitCode> {
  const asked = readAsked(args);
  if (!asked) {
    console.error(usage);
    return 2;
  }
  try {
    const { databaseUrl, dataFolder, tokenKey } = readConfig(env);
    const database = databaseUrl ? { url: databaseUrl, stop: async () => undefined } : await embedded(dataFolder);
    const pool = new pg.Pool({ connectionString: database.url, max: 1 });
    try {
      return await (asked.command === 'list' ? list(pool, asked) : verify(pool, asked, tokenKey));
    } finally {
      await pool.end();
      await database.stop();
    }
  } catch (error) {
    console.error(`The audit log could not be read: ${error instanceof Error ? error.message : error}`);
    return 2;
  }
}

function readAsked(args: string[]): Asked | null {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { expect: { type: 'string' }, since: { type: 'string' }, kind: { type: 'string' } },
    });
    const [command, ...rest] = positionals;
    const since = values.since === undefined ? undefined : new Date(values.since);
    const noted = values.expect === undefined ? undefined : readEnd(values.expect);
    if ((command !== 'verify' && command !== 'list') || rest.length > 0) return null;
    if (noted === null) {
      console.error('--expect takes PLACE:PROOF as an earlier run has printed it, all of it.');
      return null;
    }
    if (Number.isNaN(since?.getTime())) {
      console.error('--since takes a day or a moment, such as 2026-11-27.');
      return null;
    }
    return { command, noted, since, kind: values.kind };
  } catch {
    return null;
  }
}

function readEnd(text: string): AuditEnd | null {
  const [, place, proof = ''] = /^(\d{1,15}):([\w-]{43})$/.exec(text) ?? [];
  return place === undefined ? null : { place: Number(place), proof };
}

async function embedded(dataFolder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = path.join(dataFolder, 'postgres');
  const database = await reachEmbeddedPostgres(folder);
  if (!database) throw new Error(`there is no database in ${folder}; set DATABASE_URL or MINH_TRA_DATA_DIR`);
  return database;
}

async function verify(pool: pg.Pool, { noted }: Asked, tokenKey: string | undefined): Promise<ExitCode> {
  const key = await masterKeyThere(pool, tokenKey);
  if (!key) throw new Error('the database keeps no key; set MINH_TRA_TOKEN_KEY as the server has it');
  const findings = await transact(
    pool,
    {},
    (client) => checkAuditLog(auditLines(client), createCryptography(key), noted),
    'snapshot',
  );
  console.log(describeFindings(findings));
  return findings.broken.length === 0 ? 0 : 1;
}

async function list(pool: pg.Pool, { since, kind }: Asked): Promise<ExitCode> {
  await transact(
    pool,
    {},
    async (client) => {
      for await (const lines of auditLines(client, { since, kind })) {
        for (const line of lines) {
          const { place, personId, deviceId, details } = line;
          const texts = [line.kind, personId ?? '-', deviceId ?? '-'].map(plain);
          console.log([place, timeOf(line.seconds), ...texts, plain(JSON.stringify(details))].join('\t'));
        }
      }
    },
    'snapshot',
  );
  return 0;
}
