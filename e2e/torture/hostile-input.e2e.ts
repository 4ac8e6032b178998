import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { askRaw, type RawAnswer } from '../../server/testing/raw-http.ts';
import { type ServerProcess, startServerProcess } from '../../server/testing/server-process.ts';
import { databaseWithPeople } from '../../server/testing/test-server.ts';
import { openTestSession } from '../../server/testing/test-session.ts';
import { isProblemCode } from '../../shared/problem/catalogue.ts';
import { Watch } from '../hostile/event-loop.ts';
import { type Api, type Asking, type HostileRequest, hostileRequests } from '../hostile/requests.ts';
import { type Stock, stockOf } from '../hostile/stock.ts';
import { scenario } from './scenario.ts';

let server: ServerProcess;
let client: pg.Client;
let stock: Stock;
beforeAll(async () => {
  const databaseUrl = await databaseWithPeople();
  client = new pg.Client(databaseUrl);
  await client.connect();
  stock = await stockOf(client);
  server = await startServerProcess({ DATABASE_URL: databaseUrl, TRUST_PROXY: '1' });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await client.end();
});

/** An inspector, a leader and a supervisor of a province, its administrator, and the ministry's people. */
const usernames = ['an', 'binh', 'dung', 'quan', 'lan', 'nga'];
/** An access token lives ten minutes; more sign-ins from one address than a few in a minute are refused. */
const sessionMs = 5 * 60_000;
const mostShown = 20_000;

let people: ReadonlyMap<string, Asking> = new Map();
let signedInAt = Number.NEGATIVE_INFINITY;

/** True when everybody was signed in anew. */
async function signIn(): Promise<boolean> {
  if (performance.now() - signedInAt < sessionMs) return false;
  signedInAt = performance.now();
  const signedIn = new Map<string, Asking>();
  for (const username of usernames) {
    const session = await openTestSession(server.url, username, { deviceId: `device-of-${username}` });
    const { checkpoint } = await session.pull('entities');
    const epoch = JSON.parse(Buffer.from(checkpoint, 'base64url').toString()).epoch as string;
    signedIn.set(username, { ...session, token: session.accessToken, checkpoint, epoch });
  }
  people = signedIn;
  return true;
}

/** What is wrong with an answer; null when nothing is. */
function faultOf({ method }: HostileRequest, answer: RawAnswer | null): string | null {
  if (!answer) return 'no answer';
  if (answer.status >= 500) return `status ${answer.status}`;
  if (answer.status < 400 || method === 'HEAD') return null;
  return isProblemCode(codeIn(answer.body)) ? null : `status ${answer.status} without a code: ${answer.body}`;
}

function codeIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { code?: unknown } | null)?.code;
  } catch {
    return undefined;
  }
}

/** Documents of a push that were accepted; of what is not refused otherwise, all may be stored. */
function mostStored({ method, target }: HostileRequest, { status, body }: RawAnswer): number {
  if (status >= 400 || method === 'GET' || method === 'HEAD') return 0;
  if (!/^\/sync\/(?!restored)\w+$/.test(target)) return Number.POSITIVE_INFINITY;
  const { receipts = [] } = JSON.parse(body) as { receipts?: (string | null)[] };
  return receipts.filter((receipt) => receipt !== null).length;
}

function shown({ body, ...request }: HostileRequest): string {
  return JSON.stringify({ ...request, body: Buffer.from(body).toString('latin1') }).slice(0, mostShown);
}

// Malformed, oversized, nested, wrong-typed and script-laden requests to every route. Lost: an input without a proper answer.
// Doubled: stored although it was refused. Different: the server stood still for it.
scenario('hostile input', { ci: 1_000, full: 10_000, roundMs: 500 }, async ({ rounds, seed, isTimed, note }) => {
  const api = (await (await fetch(`${server.url}/docs/json`)).json()) as Api;
  await signIn();
  let asked = 0;
  const lost: string[] = [];
  const doubled: string[] = [];
  let before = await stock.count();
  const send = (request: HostileRequest) => {
    const token = people.get(request.as ?? '')?.token;
    const isOwn = request.headers.some(([name]) => name === 'authorization');
    const own = token && !isOwn ? [['authorization', `Bearer ${token}`] as const] : [];
    return askRaw(server.url, { ...request, headers: [...request.headers, ...own] });
  };
  const watch = new Watch(server.url, send);
  const ask = async (request: HostileRequest): Promise<void> => {
    asked += 1;
    if (await signIn()) before = await stock.count();
    const answer = await send(request);
    const fault = faultOf(request, answer);
    if (fault) throw new Error(`lost: ${fault}`);
    const after = await stock.count();
    const most = answer ? mostStored(request, answer) : 0;
    const grown = after.documents - before.documents;
    if (grown > most || (most === 0 && after.text !== before.text)) {
      const text = `doubled: answered ${answer?.status}, and stored: ${before.text} became ${after.text}`;
      before = after;
      throw new Error(text);
    }
    before = after;
    if (isTimed && (await watch.asked(request))) before = await stock.count();
  };
  const details = await fc.check(fc.asyncProperty(hostileRequests(api, people), ask), { numRuns: rounds, seed });
  const [found] = details.counterexample ?? [];
  if (found) {
    const { message } = details.errorInstance as Error;
    note(`${message}\n${shown(found)}`);
    (message.startsWith('doubled') ? doubled : lost).push(message);
  }
  for (const { ms, request } of watch.slow) note(`stood still for ${ms} ms\n${shown(request)}`);
  const health = await fetch(`${server.url}/health`);
  if (!health.ok || server.child.exitCode !== null) lost.push('the server is gone');
  return {
    acknowledged: asked,
    lost,
    doubled,
    diverged: watch.slow.map(({ ms }) => `${ms} ms`),
    measured: { stillMs: await watch.longest() },
  };
});
