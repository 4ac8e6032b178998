import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const key = Buffer.alloc(32, 7).toString('base64url');

describe('a secret', () => {
  it('comes from its variable, or from the file that another names; a line break at the end is none of it', () => {
    const url = 'postgres://owner:word@db/minh_tra';
    const files = {
      DATABASE_URL_FILE: fileWith('url', `${url}\n`),
      DATABASE_REQUEST_URL_FILE: fileWith('request-url', url),
      MINH_TRA_TOKEN_KEY_FILE: fileWith('key', `${key}\n`),
      MINH_TRA_OPERATOR_TOKEN_FILE: fileWith('token', `${key}\r\n`),
    };
    const expected = { databaseUrl: url, requestUrl: url, tokenKey: key, operatorToken: key };
    expect(readConfig(files)).toMatchObject(expected);
    const variables = { DATABASE_URL: url, DATABASE_REQUEST_URL: url, MINH_TRA_TOKEN_KEY: key };
    expect(readConfig({ ...variables, MINH_TRA_OPERATOR_TOKEN: key })).toMatchObject(expected);
  });

  it.each([
    [
      'a short key',
      { MINH_TRA_TOKEN_KEY: 'zu-kurz' },
      'MINH_TRA_TOKEN_KEY must be base64url of 32 random bytes or more',
    ],
    ['a key of 31 bytes', { MINH_TRA_TOKEN_KEY: Buffer.alloc(31).toString('base64url') }, /base64url of 32/],
    ['a long key that is no base64url', { MINH_TRA_TOKEN_KEY: `${key} ${key}` }, /base64url of 32/],
    [
      'a short token',
      { MINH_TRA_OPERATOR_TOKEN: 'zu-kurz' },
      'MINH_TRA_OPERATOR_TOKEN must have 24 characters or more',
    ],
    [
      'both ways at once',
      { DATABASE_URL: 'zu-kurz', DATABASE_URL_FILE: '/x' },
      'set DATABASE_URL or DATABASE_URL_FILE',
    ],
    [
      'no file',
      { DATABASE_URL_FILE: path.join(folder, 'none') },
      "the file that DATABASE_URL_FILE names can't be read",
    ],
    ['an empty file', { MINH_TRA_TOKEN_KEY_FILE: fileWith('empty', '\n') }, 'MINH_TRA_TOKEN_KEY_FILE names is empty'],
  ])('is refused in one sentence that does not quote it: %s', (_what, env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
    expect(() => readConfig(env)).not.toThrow('zu-kurz');
  });
});
