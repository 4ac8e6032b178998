import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { newActivity, newAnswer, newCase, newEntity, newFinding } from '../../server/testing/documents.ts';
import { newEvidence } from '../../server/testing/evidence.ts';
import type { RawRequest } from '../../server/testing/raw-http.ts';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import { epochHeader, protocolHeader, protocolVersion, replicaHeader } from '../../shared/protocol/version.ts';
import { collections } from '../../shared/schema/collections.ts';
import type { Person } from '../../shared/schema/people.ts';
import { type Odd, oddOf } from './odd-values.ts';
import { type JsonSchema, type Known, patternsIn, valuesOf } from './schema-value.ts';
import { spoiled, textOf } from './spoil.ts';

/** The server's own description of its routes: what OpenAPI calls `paths`. */
export interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
interface Route extends Operation {
  readonly method: string;
  readonly path: string;
}

/** Somebody on whose behalf is asked: the header is made when the request is sent, since a token lives ten minutes. */
export interface Asking {
  readonly person: Person;
  readonly token: string;
  /** Sound values that only the server can give out. */
  readonly refreshToken: string;
  readonly deviceId: string;
  readonly checkpoint: string;
  readonly epoch: string;
}

/** What is asked, and as whom: somebody signed in, by username, or nobody. */
export interface HostileRequest extends RawRequest {
  readonly as: string | null;
}

type Header = readonly [name: string, value: string];

/** Paths that OpenAPI does not describe. */
const elsewhere = ['/', '/docs', '/docs/json', '/docs/static/index.html', '/docs/static/{file}', '/{anything}'];
const methods = ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY', 'FOO', 'get'];

/**
 * Requests to every route that the server describes, sound but for one fault or several: in the path, the query, a header, the
 * body's value, or its bytes.
 */
export function hostileRequests(api: Api, people: ReadonlyMap<string, Asking>): fc.Arbitrary<HostileRequest> {
  const routes: Route[] = Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );
  const odd = oddOf([...new Set(patternsIn([api, collections.map(({ schema }) => schema)]))]);
  const others = elsewhere.map((path): Route => ({ method: 'GET', path }));
  const who = fc.option(fc.constantFrom(...people.keys()), { freq: 12 });
  const route = fc.oneof(
    { weight: routes.length, arbitrary: fc.constantFrom(...routes) },
    { weight: 2, arbitrary: fc.constantFrom(...others) },
  );
  return fc
    .tuple(who, route, fc.constantFrom(...collections.map(({ name }) => name)))
    .chain(([as, asked, collection]) => {
      const known = knownTo(people.get(as ?? '') ?? [...people.values()][0], collection);
      return fc.record({
        as: fc.constant(as),
        method: rarely(fc.constantFrom(...methods), asked.method),
        target: targetsOf(asked, collection, known, odd),
        headers: headersOf(known, odd, asked.requestBody !== undefined),
        body: asked.requestBody ? bodiesOf(asked.requestBody, known, odd) : fc.constant(Buffer.alloc(0)),
      });
    })
    .map(({ headers, body, ...rest }) => ({ ...rest, body, headers: [...headers, ...lengthOf(headers, body)] }));
}

/** The sound value, but once in a while an odd one. */
function rarely<Value>(odd: fc.Arbitrary<Value>, sound: Value): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 15, arbitrary: fc.constant(sound) }, { weight: 1, arbitrary: odd });
}

/** Sound values by field name: without them a server would never look beyond the form of what it is asked. */
function knownTo(asking: Asking | undefined, collection: string): Known {
  if (!asking) throw new Error('nobody is signed in');
  const { person, refreshToken, deviceId, checkpoint, epoch } = asking;
  return {
    document: documentsOf(collection, person),
    base: fc.constantFrom(null, 'x'.repeat(22)),
    scope: fc.constantFrom(person.scope, 'hoa-ban', 'common'),
    receipt: fc.constantFrom('0.1.AAAAAAAAAAAAAAAA', `${epoch}.1.AAAAAAAAAAAAAAAA`),
    epoch: fc.constantFrom(epoch, 'another'),
    // Of one whom nobody else needs: wrong passwords shut an account for a while.
    username: fc.constantFrom('giang', 'nobody'),
    password: fc.constantFrom(demonstrationPassword, 'wrong'),
    deviceId: fc.constantFrom(deviceId, 'device-of-nobody'),
    refreshToken: fc.constantFrom(refreshToken, 'x'.repeat(43)),
    checkpoint: fc.constantFrom('', checkpoint),
    limit: fc.integer({ min: 1, max: 50 }),
    block: fc.constant({ ...series, first: 1, last: 10, receipt: 'A'.repeat(16) }),
    ...Object.fromEntries(Object.entries(series).map(([name, value]) => [name, fc.constant(value)])),
  };
}

/** Of official numbers: the name of a request, and of whom and what they are. */
const series = {
  requestId: 'request-of-nobody',
  holder: 'holder-of-nobody',
  year: new Date().getUTCFullYear(),
  symbol: 'BB-VPHC',
};

function documentsOf(collection: string, person: Person): fc.Arbitrary<unknown> {
  const makers: Readonly<Record<string, () => object>> = {
    cases: () => newCase(person),
    answers: () => newAnswer(person, 'case-1', 'item-1'),
    findings: () => newFinding(person, 'case-1'),
    evidence: () => newEvidence(person, 'case-1'),
    activity: () => newActivity(person, 'case-1'),
  };
  const make = makers[collection] ?? (() => newEntity(person));
  return fc.nat().map(() => make());
}

function bodiesOf(
  { content }: NonNullable<Operation['requestBody']>,
  known: Known,
  odd: Odd,
): fc.Arbitrary<Uint8Array> {
  const sound = valuesOf(content['application/json']?.schema ?? {}, known);
  const value = fc.oneof(
    { weight: 1, arbitrary: sound },
    { weight: 8, arbitrary: spoiled(sound, odd.values) },
    { weight: 1, arbitrary: odd.values },
  );
  return fc.tuple(value, rarely(fc.constantFrom(...brokenBytes), asUtf8)).map(([each, bytes]) => bytes(textOf(each)));
}

function asUtf8(text: string): Uint8Array {
  return Buffer.from(text);
}

const brokenBytes: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text.slice(0, text.length >> 1)),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
  (text) =>
    Buffer.concat([
      Buffer.from(text.slice(0, -2)),
      Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]),
      Buffer.from('"}'),
    ]),
  (text) => Buffer.from(`${text}${text}`),
  (text) => Buffer.from(`${text}\u0000`),
  (text) => gzipSync(text),
  (text) => gzipSync(text).subarray(0, 12),
  () => Buffer.alloc(0),
];

function targetsOf(
  { path, method, requestBody }: Route,
  collection: string,
  known: Known,
  odd: Odd,
): fc.Arbitrary<string> {
  const sound = path.replace('{collection}', collection).replace('{deviceId}', 'device-of-nobody');
  const holes = path.replace(/\{\w+\}/g, '{}');
  const filled = fc.tuple(odd.texts, fc.boolean()).map(([text, isEncoded]) => {
    const inPath = isEncoded ? encoded(text.slice(0, 2_000)) : bare(text.slice(0, 2_000));
    return holes === path ? `${path}${inPath}` : holes.replaceAll('{}', inPath);
  });
  const place = rarely(filled, sound.replace(/\{\w+\}/g, 'x'));
  if (method !== 'GET' || requestBody) return place;
  return fc.tuple(place, queries(known, odd)).map(([at, query]) => `${at}${query}`);
}

function queries(known: Known, odd: Odd): fc.Arbitrary<string> {
  const checkpoint = (known.checkpoint ?? fc.constant('')) as fc.Arbitrary<string>;
  const opened = checkpoint.map((text) => JSON.parse(Buffer.from(text, 'base64url').toString() || '{}') as unknown);
  const places = spoiled(opened, fc.oneof(odd.values, fc.constantFrom('9'.repeat(19), '0', -1)));
  const closed = places.map((value) => Buffer.from(textOf(value)).toString('base64url').slice(0, 6_000));
  const limit = fc.oneof(fc.constantFrom('0', '1e3', '0x10', '-1', '1.5', '', '1001', '%00'), fc.constant('20'));
  const pair = fc.oneof(
    closed.map((text) => `checkpoint=${text}`),
    checkpoint.map((text) => `checkpoint=${text}`),
    limit.map((text) => `limit=${text}`),
    fc.tuple(odd.texts, odd.texts).map(([name, text]) => `${encoded(name)}=${encoded(text)}`.slice(0, 6_000)),
  );
  return fc.array(pair, { maxLength: 3 }).map((pairs) => (pairs.length > 0 ? `?${pairs.join('&')}` : ''));
}

function headersOf(known: Known, odd: Odd, hasBody: boolean): fc.Arbitrary<Header[]> {
  const sound: Header[] = [
    ['host', '127.0.0.1'],
    [protocolHeader, String(protocolVersion)],
    [replicaHeader, 'replica-of-nobody'],
    ...(hasBody ? [['content-type', 'application/json'] as const] : []),
  ];
  const address = fc.ipV4().map((text): Header => ['x-forwarded-for', text]);
  const fault = fc.oneof(
    fc.constantFrom(...oddHeaders),
    fc
      .tuple(fc.constantFrom(...headerNames), odd.texts)
      .map(([name, text]): Header => [name, bare(text.slice(0, 30_000))]),
    (known.epoch as fc.Arbitrary<string>).map((epoch): Header => [epochHeader, epoch]),
  );
  const faults = rarely(fc.array(fault, { minLength: 1, maxLength: 3 }), []);
  return fc.tuple(address, faults).map(([from, more]) => {
    const named = new Set(more.map(([name]) => name));
    return [from, ...sound.filter(([name]) => !named.has(name)), ...more];
  });
}

const headerNames = [
  protocolHeader,
  epochHeader,
  replicaHeader,
  'authorization',
  'content-type',
  'content-encoding',
  'accept',
];

const oddHeaders: readonly Header[] = [
  ...[
    'text/plain',
    'text/xml',
    'application/json; charset=utf-16',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'json',
    '',
  ].map((type): Header => ['content-type', type]),
  ...['gzip', 'br', 'deflate', 'zstd', 'identity', 'gzip, gzip', 'x-unknown'].map(
    (coding): Header => ['content-encoding', coding],
  ),
  ...[
    'Bearer',
    'Bearer x',
    'Basic YTpi',
    'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJwLWFuIn0.',
    `Bearer ${'a.'.repeat(4_000)}`,
  ].map((text): Header => ['authorization', text]),
  ...['x', '-1', '1e3', '99999999999999999999', '0'].map((length): Header => ['content-length', length]),
  ...['accept', 'cookie', 'x-large'].map((name): Header => [name, 'x'.repeat(40_000)]),
  ['transfer-encoding', 'chunked, x'],
  ['content-length', '1\r\ncontent-length: 2'],
  ['accept-encoding', 'br;q=x, gzip;q=-1, *'],
  ['expect', 'a-miracle'],
  ['upgrade', 'websocket'],
  ['range', 'bytes=0-,1-,2-9999999999'],
  ['if-none-match', '"'.repeat(8_000)],
  ['last-event-id', '\u0000'],
  ['host', ''],
  ['x-forwarded-for', '::1, <script>, 127.0.0.1'],
  ['x-forwarded-host', 'evil.example'],
  ['no colon', 'x\r\nbroken'],
];

function lengthOf(headers: readonly Header[], body: Uint8Array): Header[] {
  const isSaid = headers.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
  return isSaid || body.length === 0 ? [] : [['content-length', String(body.length)]];
}

function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
}

/** What fits in a line of HTTP, unchanged otherwise. */
function bare(text: string): string {
  return text.replace(/[\r\n ]/g, '');
}
