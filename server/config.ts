import path from 'node:path';

/** What the environment says of this server; every variable is described in docs/operations.md. */
export interface Config {
  /** Connection of the database's owner; absent: an embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Connection for requests, where the owner may not make roles. */
  readonly requestUrl: string | undefined;
  readonly dataFolder: string;
  /** Where the embedded PostgreSQL archives its log for recovery to a point in time; absent: nowhere. */
  readonly walFolder: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly demonstration: boolean;
  /** Master key of tokens and seals, base64url of at least 32 bytes; absent: made once and kept in the database. */
  readonly tokenKey: string | undefined;
  readonly operatorToken: string | undefined;
  readonly trustProxy: boolean;
  readonly poolSize: number;
  readonly logLevel: string;
}

const defaultPort = 4_780;

/** Throws an Error that names the variable and never its value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    databaseUrl: env.DATABASE_URL || undefined,
    requestUrl: env.DATABASE_REQUEST_URL || undefined,
    dataFolder: path.resolve(env.MINH_TRA_DATA_DIR || path.join(import.meta.dirname, '../.data')),
    walFolder: env.MINH_TRA_WAL_FOLDER ? path.resolve(env.MINH_TRA_WAL_FOLDER) : undefined,
    host: env.HOST || '127.0.0.1',
    port: wholeNumber(env, 'PORT', defaultPort, 0, 65_535),
    demonstration: env.MINH_TRA_DEMO === '1',
    tokenKey: env.MINH_TRA_TOKEN_KEY || undefined,
    operatorToken: env.MINH_TRA_OPERATOR_TOKEN || undefined,
    trustProxy: env.TRUST_PROXY === '1',
    poolSize: wholeNumber(env, 'MINH_TRA_POOL_SIZE', 10, 1, 1_000),
    logLevel: env.LOG_LEVEL || 'info',
  };
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`${name} must be ${least} to ${most}`);
  return value;
}
