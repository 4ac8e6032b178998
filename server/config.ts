import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the environment says of this server; every variable is described in docs/operations.md. */
export interface Config {
  /** Connection of the database's owner; absent: an embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Connection for requests, where the owner may not make roles. */
  readonly requestUrl: string | undefined;
  readonly dataFolder: string;
  /** Where originals of evidence lie; shared by all instances. */
  readonly evidenceFolder: string;
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
const leastKeyBytes = 32;
const leastTokenCharacters = 24;

/** Throws an Error that names the variable, says what is wrong with it, and never quotes its value. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const dataFolder = path.resolve(env.MINH_TRA_DATA_DIR || path.join(import.meta.dirname, '../.data'));
  return {
    databaseUrl: secret(env, 'DATABASE_URL'),
    requestUrl: secret(env, 'DATABASE_REQUEST_URL'),
    dataFolder,
    evidenceFolder: path.resolve(env.MINH_TRA_EVIDENCE_FOLDER || path.join(dataFolder, 'evidence')),
    walFolder: env.MINH_TRA_WAL_FOLDER ? path.resolve(env.MINH_TRA_WAL_FOLDER) : undefined,
    host: env.HOST || '127.0.0.1',
    port: wholeNumber(env, 'PORT', defaultPort, 0, 65_535),
    demonstration: env.MINH_TRA_DEMO === '1',
    tokenKey: strongKey(env, 'MINH_TRA_TOKEN_KEY'),
    operatorToken: longToken(env, 'MINH_TRA_OPERATOR_TOKEN'),
    trustProxy: env.TRUST_PROXY === '1',
    poolSize: wholeNumber(env, 'MINH_TRA_POOL_SIZE', 10, 1, 1_000),
    logLevel: env.LOG_LEVEL || 'info',
  };
}

/** A secret from its variable, or from the file that the variable `NAME_FILE` names, as containers hand them over. */
function secret(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name] || undefined;
  if (env[name]) throw new Error(`set ${name} or ${name}_FILE, not both`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error(`the file that ${name}_FILE names can't be read`);
  }
  if (text === '') throw new Error(`the file that ${name}_FILE names is empty`);
  return text;
}

function strongKey(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const key = secret(env, name);
  if (key === undefined) return undefined;
  const isKey = /^[\w-]+$/.test(key) && Buffer.from(key, 'base64url').length >= leastKeyBytes;
  if (!isKey) throw new Error(`${name} must be base64url of ${leastKeyBytes} random bytes or more`);
  return key;
}

function longToken(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const token = secret(env, name);
  const isToken = token === undefined || (token.length >= leastTokenCharacters && /^\S+$/.test(token));
  if (!isToken) throw new Error(`${name} must have ${leastTokenCharacters} characters or more, and no space`);
  return token;
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw new Error(`${name} must be ${least} to ${most}`);
  return value;
}
