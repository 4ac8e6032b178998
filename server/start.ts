import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { collections } from '../shared/schema/collections.ts';
import { buildServer } from './app.ts';
import { type Connections, openConnections } from './database/connections.ts';
import { DatabaseFileLocks } from './database/file-locks.ts';
import { masterKey } from './database/master-key.ts';
import { prepareDatabase } from './database/prepare.ts';
import { underStartLock } from './database/start-lock.ts';
import { evidenceFiles } from './files/evidence-files.ts';
import { beginAuditChain } from './jobs/begin-audit-chain.ts';
import { loadDemonstration } from './jobs/load-demonstration.ts';
import { loadReference } from './jobs/load-reference.ts';
import { startNotingAuditEnd } from './jobs/note-audit-end.ts';
import { startPurge } from './jobs/purge.ts';
import { type Limits, standardLimits } from './limits.ts';
import { traceOf } from './plugins/problems.ts';
import { ChangeHub } from './services/change-hub.ts';
import type { Context } from './services/context.ts';
import { createCryptography } from './services/cryptography.ts';
import { publishDirectory } from './services/directory.ts';
import { DownloadLane } from './services/download-lane.ts';
import { OpenedFiles } from './services/opened-files.ts';
import { PushTurns } from './services/push-turns.ts';
import { createRegistry, type Registration, register } from './services/registry.ts';
import { SessionRates } from './services/session-rates.ts';

export interface StartOptions {
  readonly ownerUrl: string;
  readonly requestUrl?: string | undefined;
  /** Where originals of evidence lie. */
  readonly evidenceFolder: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly log: Logger;
  readonly tokenKey?: string | undefined;
  readonly operatorToken?: string | undefined;
  readonly trustProxy?: boolean;
  readonly poolSize?: number;
  /** Collections to serve; all of shared/schema when absent. */
  readonly registrations?: readonly Registration[];
  /** False leaves out the program's own reference data: for tests that need none. */
  readonly reference?: boolean;
  /** Loads invented people and cases into a database that has none of them yet. */
  readonly demonstration?: boolean;
  readonly limits?: Limits;
  /** Milliseconds since 1970; the machine's clock when absent. */
  readonly now?: () => number;
}

export interface RunningServer {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly context: Context;
  /** Version of the PostgreSQL behind it. */
  readonly postgres: string;
  stop(): Promise<void>;
}

/** Every collection of shared/schema, as the server serves it. */
export function standardRegistrations(): Registration[] {
  return collections.map(register);
}

/** Of the connections for requests, so many may be busy with first downloads: one is read while another is written. */
const downloadShare = 0.2;
const standardPoolSize = 10;

/** Prepares the database, opens the connections and listens. Instances that start at once make ready one after the other. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { log } = options;
  const onWait = () => log.info('waiting for another instance, which makes ready');
  const ready = await underStartLock(options.ownerUrl, onWait, () => makeReady(options));
  const { context, connections, locks } = ready;
  try {
    const app = await buildServer({
      context,
      log,
      operatorToken: options.operatorToken,
      trustProxy: options.trustProxy ?? false,
      limits: options.limits ?? standardLimits,
    });
    const url = await app.listen({ host: options.host, port: options.port });
    const stops = [startPurge(context, log), startNotingAuditEnd(context, log)];
    return {
      url,
      app,
      context,
      postgres: ready.postgres,
      async stop() {
        for (const stop of stops) stop();
        await context.hub.close();
        await app.close();
        await locks.close();
        await connections.close();
      },
    };
  } catch (error) {
    await context.hub.close();
    await locks.close();
    await connections.close();
    throw error;
  }
}

interface Ready {
  readonly context: Context;
  readonly connections: Connections;
  readonly locks: DatabaseFileLocks;
  readonly postgres: string;
}

/** All that stands before the first request: the database's tables, keys and data, and the listening connection. */
async function makeReady(options: StartOptions): Promise<Ready> {
  const { ownerUrl, log, poolSize = standardPoolSize, now = Date.now, limits = standardLimits } = options;
  const registry = createRegistry(options.registrations ?? standardRegistrations());
  const prepared = await prepareDatabase(ownerUrl, registry, options.requestUrl);
  if (prepared.applied.length > 0) log.info({ migrations: prepared.applied }, 'migrations applied');
  const connections = openConnections(ownerUrl, prepared.requestUrl, poolSize);
  const names = registry.all.map((collection) => collection.definition.name);
  const hub = new ChangeHub(prepared.requestUrl, names, (error) =>
    log.warn(traceOf(error), 'change stream interrupted'),
  );
  const locks = new DatabaseFileLocks(prepared.requestUrl);
  try {
    const context: Context = {
      connections,
      registry,
      cryptography: createCryptography(await masterKey(connections.owner, options.tokenKey)),
      hub,
      downloads: new DownloadLane(Math.max(1, Math.floor(poolSize * downloadShare)), limits.downloadWaitMs),
      pushes: new PushTurns(),
      rates: new SessionRates(limits.requestsAMinute, now),
      evidence: evidenceFiles(options.evidenceFolder, locks),
      opened: new OpenedFiles(now),
      pageBytes: limits.pageBytes,
      epoch: prepared.epoch,
      now,
    };
    const linesBefore = await beginAuditChain(context);
    // Kept away from the database, this says when it happened: whoever owns the database could have it happen again.
    if (linesBefore !== null) log.warn({ linesBefore }, 'the chain of the audit log begins');
    await hub.open();
    if (options.reference ?? true) await loadReference(context, log);
    if (options.demonstration) await loadDemonstration(context, log);
    else await publishDirectory(context);
    return { context, connections, locks, postgres: prepared.postgresVersion };
  } catch (error) {
    await hub.close();
    await connections.close();
    throw error;
  }
}
