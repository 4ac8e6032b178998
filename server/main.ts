import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { problemOf } from '../shared/problem/problem.ts';
import { type Config, readConfig } from './config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { traceOf } from './plugins/problems.ts';
import { type RunningServer, startServer } from './start.ts';

const stopLimitMs = 30_000;

const config = readConfigOrEnd();
const log = pino({ level: config.logLevel, base: null });
let postgres: EmbeddedPostgres | undefined;
let server: RunningServer | undefined;
let starting: Promise<void> | undefined;
let stopping: Promise<void> | undefined;

/** The environment's settings; says what is wrong with them, in one sentence, and ends. */
function readConfigOrEnd(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    pino({ base: null }).fatal(error instanceof Error ? error.message : String(error));
    return process.exit(1);
  }
}

/** Stops what was started, in reverse order; whoever asks again waits for the same end. */
function stop(reason: string, exitCode: number): Promise<void> {
  stopping ??= (async () => {
    log.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    // What is half started can't be stopped whole.
    await starting;
    await server?.stop();
    await postgres?.stop();
    process.exit(exitCode);
  })();
  return stopping;
}

async function start({ databaseUrl, dataFolder, walFolder, ...rest }: Config): Promise<void> {
  try {
    const ownerUrl = databaseUrl ?? (await startEmbedded(dataFolder, walFolder));
    server = await startServer({ ...rest, ownerUrl, log });
    log.info({ url: server.url, postgres: server.postgres }, 'listening');
    process.send?.({ type: 'ready', url: server.url, postgres: server.postgres });
  } catch (error) {
    log.fatal({ problem: problemOf(error), reason: reasonOf(error), ...traceOf(error) }, 'the server could not start');
    void stop('failed start', 1);
  }
}

/** What an operator is told. PostgreSQL's own words may quote what a person wrote: its code is said alone. */
function reasonOf(error: unknown): string | undefined {
  return error instanceof Error && !(error instanceof pg.DatabaseError) ? error.message : undefined;
}

async function startEmbedded(dataFolder: string, walFolder: string | undefined): Promise<string> {
  mkdirSync(dataFolder, { recursive: true });
  postgres = await startEmbeddedPostgres({ folder: path.join(dataFolder, 'postgres'), walFolder, log }).catch(
    (error: unknown) => {
      // Before the first session these words quote nobody's work.
      log.fatal(
        { reason: error instanceof Error ? error.message : String(error) },
        'the embedded database did not start',
      );
      throw error;
    },
  );
  void postgres.ended.then((said) => {
    if (stopping) return;
    log.fatal({ said }, 'the embedded database ended');
    void stop('the embedded database ended', 1);
  });
  return postgres.url;
}

for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, () => void stop(name, 0));
process.on('uncaughtException', (error) => {
  log.fatal(traceOf(error), 'unexpected');
  void stop('unexpected', 1);
});
// A parent that is gone wants no server any more.
process.on('disconnect', () => void stop('parent gone', 0));

starting = start(config);
