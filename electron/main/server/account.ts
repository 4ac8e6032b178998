import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { type RefreshRequest, SessionReply, type SignInRequest } from '../../../shared/protocol/auth.ts';
import type { CentralServer } from './central-server.ts';
import { demandOk } from './problem-answer.ts';

/** What the device asks of the server about accounts. Each throws the problem that the server answers. */
export interface Account {
  signIn(request: SignInRequest): Promise<SessionReply>;
  refresh(request: RefreshRequest): Promise<SessionReply>;
}

async function post<Schema extends TSchema>(
  server: CentralServer,
  path: string,
  body: unknown,
  schema: Schema,
): Promise<Static<Schema>> {
  const response = await server.ask({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  });
  await demandOk(response);
  const reply = await readReply(response);
  if (!Value.Check(schema, reply)) throw new ProblemError('server.failed');
  return reply;
}

async function readReply(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' ? null : (JSON.parse(text) as unknown);
  } catch (thrown) {
    throw thrown instanceof SyntaxError ? new ProblemError('server.failed') : new ProblemError('server.away');
  }
}

export function accountOf(server: CentralServer): Account {
  return {
    signIn: (request) => post(server, 'auth/sign-in', request, SessionReply),
    refresh: (request) => post(server, 'auth/refresh', request, SessionReply),
  };
}
