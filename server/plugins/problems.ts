import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { catalogue, isProblemCode } from '../../shared/problem/catalogue.ts';
import { type Problem, problemOf } from '../../shared/problem/problem.ts';

/** PostgreSQL's codes for what may pass: connections, resources, operator's stop, the system's faults, deadlock, timeouts. */
const passing = /^(08|53|57|58|40|55P03)/;
const passingSystem = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
/** What pg says, without a code, of a connection that is gone, out of step as it goes, or can't be had. */
const passingText =
  /^(Connection terminated|Client (has encountered|was closed)|Received unexpected|timeout (exceeded when|expired)|Query read timeout|Cannot use a pool)/;

/** Every answer that is no success has the shape of `ProblemBody`, and tells and logs no document, name or SQL. */
export function answerProblems(app: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, { code: 'notFound' }));
  // Node's own answer to an expectation that it does not know has no body.
  app.server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.stringify({ code: 'request.invalid' } satisfies Problem);
    response
      .writeHead(400, {
        ...headers,
        connection: 'close',
        'content-type': 'application/json; charset=utf-8',
        'content-length': body.length,
      })
      .end(body);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOfError(error);
    const status = statusOf(problem);
    if (status >= 500) request.log.error({ problem: problem.code, ...traceOf(error) }, 'request failed');
    // A connection that is shut on what is still coming takes the answer with it: the rest is read and thrown away.
    if (problem.code === 'request.tooLarge') reply.removeHeader('connection');
    return sendProblem(reply, problem);
  });
}

/** Answers a problem with its status, and `retry-after` where its details say when. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const seconds = problem.details?.retryAfterSeconds;
  if (typeof seconds === 'number') reply.header('retry-after', String(seconds));
  return reply.code(statusOf(problem)).type('application/json; charset=utf-8').send(JSON.stringify(problem));
}

/** So long is read on after bytes that are no HTTP request: a connection shut on what still comes takes the answer with it. */
const lingerMs = 5_000;

/**
 * Answers bytes that are no HTTP request, and shuts the connection: also its other half, which a client that means no good
 * would leave open.
 */
export function answerBrokenRequest(headers: Readonly<Record<string, string>>): (error: Error, socket: Socket) => void {
  const body = JSON.stringify({ code: 'request.invalid' } satisfies Problem);
  const lines = Object.entries({
    ...headers,
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(body.length),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const answered = new WeakSet<Socket>();
  return (error, socket) => {
    // The rest of what was sent is no request either.
    if (answered.has(socket)) return;
    // Who has taken too long over a request isn't waiting for its answer.
    if (!socket.writable || ('code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT'))
      return void socket.destroy();
    answered.add(socket);
    socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${body}`);
    setTimeout(() => socket.destroy(), lingerMs).unref();
  };
}

function statusOf(problem: Problem): number {
  const kind = catalogue[problem.code];
  return 'status' in kind ? kind.status : 500;
}

function problemOfError(error: FastifyError): Problem {
  if (isProblemCode(error.code)) return problemOf(error);
  if (error.validation) {
    const [first] = error.validation;
    return {
      code: 'request.invalid',
      details: { field: `${error.validationContext ?? ''}${first?.instancePath ?? ''}`.slice(0, 200) },
    };
  }
  if (error.statusCode === 413) return { code: 'request.tooLarge' };
  if (error.statusCode !== undefined && error.statusCode < 500) return { code: 'request.invalid' };
  const code = String(error.code ?? '');
  const isPassing = passing.test(code) || passingSystem.has(code) || passingText.test(error.message);
  if (isPassing) return { code: 'server.failed' };
  return { code: 'internal' };
}

/** What may be logged of an error: its kind and where it was thrown. Its message may quote what a person wrote. */
export function traceOf(error: unknown): { kind: string; code: string; at: string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, code: '', at: [] };
  const code = 'code' in error ? String(error.code) : '';
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, code, at: at.slice(0, 8).map((line) => line.trim()) };
}
