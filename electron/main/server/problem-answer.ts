import { Value } from 'typebox/value';
import { catalogue, type ProblemCode } from '../../../shared/problem/catalogue.ts';
import { type Problem, ProblemError } from '../../../shared/problem/problem.ts';
import { ProblemBody } from '../../../shared/protocol/problem.ts';

const bodyLimitBytes = 65_536;

const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  401: 'session.expired',
  403: 'permission.denied',
  404: 'notFound',
  413: 'request.tooLarge',
  426: 'server.newer',
  429: 'rate.limited',
};

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    sizeBytes += part.value.byteLength;
    if (sizeBytes > bodyLimitBytes) {
      await reader.cancel();
      break;
    }
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** The problem that an answer of 400 and above carries; by its status where the body says nothing that we know. */
export async function readProblem(response: Response): Promise<Problem> {
  const body = parse(await readStart(response).catch(() => ''));
  if (Value.Check(ProblemBody, body)) return body;
  if (response.status >= 500) return { code: 'server.failed' };
  return { code: codeOfStatus[response.status] ?? 'request.invalid' };
}

/** Throws the problem that an answer carries, if it is one. */
export async function demandOk(response: Response): Promise<void> {
  if (response.ok) return;
  const { code, details } = await readProblem(response);
  throw new ProblemError(code, details);
}

/** A problem as the answer that the window gets in place of the server's, if there was one; when to come again included. */
export function problemAnswer(problem: Problem, answered?: Response): Response {
  const kind = catalogue[problem.code];
  const own = 'status' in kind ? kind.status : 503;
  const headers = new Headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  const seconds = answered?.headers.get('retry-after') ?? problem.details?.retryAfterSeconds;
  if (seconds !== undefined) headers.set('retry-after', String(seconds));
  return new Response(JSON.stringify(problem), { status: answered?.status ?? own, headers });
}
