import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { collections } from '../shared/schema/collections.ts';
import { buildServer } from './app.ts';
import { openConnections } from './database/connections.ts';
import { masterKey } from './database/master-key.ts';
import { prepareDatabase } from './database/prepare.ts';
import { beginAuditChain } from './jobs/begin-audit-chain.ts';
import { loadDemonstration } from './jobs/load-demonstration.ts';
import { loadReference } from './jobs/load-reference.ts';
import { startNotingAuditEnd } from './jobs/note-audit-end.ts';
import { startPurge } from './jobs/purge.ts';
import { traceOf } from './plugins/problems.ts';
import { ChangeHub } from './services/change-hub.ts';
import type { Context } from './services/context.ts';
import { createCryptography } from './services/cryptography.ts';
import { publishDirectory } from './services/directory.ts';
import { createRegistry, type Registration, register } from './services/registry.ts';

export interface StartOptions {
  readonly ownerUrl: string;
  readonly requestUrl?: string | undefined;
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

/** Prepares the database, opens the connections and listens. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { ownerUrl, log } = options;
  const registry = createRegistry(options.registrations ?? standardRegistrations());
  const prepared = await prepareDatabase(ownerUrl, registry, options.requestUrl);
  if (prepared.applied.length > 0) log.info({ migrations: prepared.applied }, 'migrations applied');
  const connections = openConnections(ownerUrl, prepared.requestUrl, options.poolSize ?? 10);
  const names = registry.all.map((collection) => collection.definition.name);
  const hub = new ChangeHub(prepared.requestUrl, names, (error) =>
    log.warn(traceOf(error), 'change stream interrupted'),
  );
  const closeAll = async () => {
    await hub.close();
    await connections.close();
  };
  try {
    const master = await masterKey(connections.owner, options.tokenKey);
    const context: Context = {
      connections,
      registry,
      cryptography: createCryptography(master),
      hub,
      epoch: prepared.epoch,
      now: options.now ?? Date.now,
    };
    await beginAuditChain(context);
    await hub.open();
    if (options.reference ?? true) await loadReference(context, log);
    if (options.demonstration) await loadDemonstration(context, log);
    else await publishDirectory(context);
    const app = await buildServer({
      context,
      log,
      operatorToken: options.operatorToken,
      trustProxy: options.trustProxy ?? false,
    });
    const url = await app.listen({ host: options.host, port: options.port });
    const stops = [startPurge(context, log), startNotingAuditEnd(context, log)];
    return {
      url,
      app,
      context,
      postgres: prepared.postgresVersion,
      async stop() {
        for (const stop of stops) stop();
        await hub.close();
        await app.close();
        await connections.close();
      },
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
