import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import pino from 'pino';
import { loadDemonstrationAccounts } from '../demonstration/accounts.ts';
import { type Limits, standardLimits } from '../limits.ts';
import type { Registration } from '../services/registry.ts';
import { type RunningServer, startServer } from '../start.ts';
import { testCluster } from './test-cluster.ts';
import { openTestSession, type SignInOptions, type TestSession } from './test-session.ts';

export interface TestServerOptions {
  /** Collections to serve; all of shared/schema when absent. */
  readonly registrations?: readonly Registration[];
  /** URL of a database that is there already, for a second instance on it. */
  readonly databaseUrl?: string;
  /** Where originals lie, for a second instance or start; a folder of its own when absent, removed at the end. */
  readonly evidenceFolder?: string;
  /** Where each line of the log goes; nowhere when absent. */
  readonly onLog?: (line: string) => void;
  readonly operatorToken?: string;
  readonly port?: number;
  readonly trustProxy?: boolean;
  /** Where they differ from the program's; a test asks faster than a person, so requests are not counted unless it says. */
  readonly limits?: Partial<Limits>;
  /** Loads the program's reference data as well; left out when absent, since few tests need it. */
  readonly reference?: boolean;
}

/** A real server on a real socket with a real database of its own, and the demonstration's people in it. */
export interface TestServer {
  readonly url: string;
  /** Connection of the database's owner. */
  readonly databaseUrl: string;
  readonly server: RunningServer;
  /** The server's clock: the machine's, moved on by `advance`. */
  readonly clock: { advance(ms: number): void };
  /** Runs SQL as the owner, who sees every row. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Signs a demonstration person in, on a device of their own unless one is named. */
  signIn(username: string, options?: SignInOptions): Promise<TestSession>;
  stop(): Promise<void>;
}

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const databaseUrl = options.databaseUrl ?? (await createTestDatabase());
  const evidenceFolder = options.evidenceFolder ?? (await mkdtemp(path.join(tmpdir(), 'minh-tra-evidence-')));
  let ahead = 0;
  const server = await startServer({
    ownerUrl: databaseUrl,
    evidenceFolder,
    host: '127.0.0.1',
    port: options.port ?? 0,
    reference: options.reference ?? false,
    log: pino({ base: null, enabled: options.onLog !== undefined }, { write: (line) => options.onLog?.(line) }),
    operatorToken: options.operatorToken,
    trustProxy: options.trustProxy ?? false,
    limits: { ...standardLimits, requestsAMinute: 1_000_000_000, ...options.limits },
    now: () => Date.now() + ahead,
    ...(options.registrations ? { registrations: options.registrations } : {}),
  });
  const { owner } = server.context.connections;
  if (!options.databaseUrl) await loadDemonstrationAccounts(server.context);
  return {
    url: server.url,
    databaseUrl,
    server,
    clock: {
      advance(ms) {
        ahead += ms;
      },
    },
    async sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]) {
      return (await owner.query<Row>(text, values)).rows;
    },
    signIn: (username, signInOptions) => openTestSession(server.url, username, signInOptions),
    async stop() {
      await server.stop();
      if (!options.evidenceFolder) await rm(evidenceFolder, { recursive: true, force: true });
    },
  };
}

/** A new database with the demonstration's people in it, and no server; answers its owner's connection. */
export async function databaseWithPeople(clusterUrl?: string): Promise<string> {
  const databaseUrl = await createTestDatabase(clusterUrl);
  const server = await startTestServer({ databaseUrl });
  await loadDemonstrationAccounts(server.server.context);
  await server.stop();
  return databaseUrl;
}

/** A new empty database, in this process's cluster unless another is named; answers its owner's connection. */
export async function createTestDatabase(clusterUrl?: string): Promise<string> {
  const url = clusterUrl ?? (await testCluster()).url;
  const name = `test_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create database ${name} template template0`);
  await client.end();
  const database = new URL(url);
  database.pathname = `/${name}`;
  return database.href;
}
