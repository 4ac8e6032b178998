import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { ProblemCode } from '../../../shared/problem/catalogue.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { ProblemBody } from '../../../shared/protocol/problem.ts';
import { protocolHeader, protocolVersion, serverHeader } from '../../../shared/protocol/version.ts';
import { Stall } from './stall.ts';

/** Nothing heard for so long: the connection is dead. */
export const silenceMs = 30_000;

export type Fetch = typeof globalThis.fetch;

/** Requests to our own server. What is not a whole answer of it is thrown as a problem. */
export class OurServer {
  readonly #base: string;
  readonly #fetch: Fetch;

  /** `base` stands before each path. */
  constructor(base: string, fetch: Fetch) {
    this.#base = base;
    this.#fetch = fetch;
  }

  /** A whole answer as JSON; nothing is heard for `patienceMs`: `server.away`. */
  async json(path: string, init: RequestInit, signal: AbortSignal, patienceMs: number): Promise<unknown> {
    const stall = new Stall(signal, patienceMs);
    try {
      const response = await this.ask(path, init, stall);
      return parse(await text(response, stall));
    } finally {
      stall.end();
    }
  }

  /** An answer that is a success, its body still to come. */
  async ask(path: string, init: RequestInit, stall: Stall): Promise<Response> {
    const headers = { ...init.headers, [protocolHeader]: String(protocolVersion) };
    const options: RequestInit = { ...init, headers, signal: stall.signal, redirect: 'manual', cache: 'no-store' };
    let response: Response;
    try {
      response = await this.#fetch(this.#base + path, options);
    } catch (cause) {
      throw new ProblemError('server.away', undefined, { cause });
    }
    stall.alive();
    if (!response.ok) throw await refusal(response, stall);
    if (!response.headers.has(serverHeader)) throw new ProblemError('server.notOurs');
    const theirs = Number(response.headers.get(protocolHeader) ?? protocolVersion);
    if (theirs < protocolVersion) throw new ProblemError('server.older');
    return response;
  }
}

/** The problem that an answer other than a success carries, or what its status says when it carries none. */
async function refusal(response: Response, stall: Stall): Promise<ProblemError> {
  const body = parseOr(await text(response, stall), null);
  if (isOf(ProblemBody, body)) {
    const retryAfterMs = Number(response.headers.get('retry-after') ?? 0) * 1_000;
    return new ProblemError(body.code, retryAfterMs > 0 ? { ...body.details, retryAfterMs } : body.details);
  }
  const isOurs = response.headers.has(serverHeader);
  return new ProblemError(codeOf(response.status, isOurs));
}

function codeOf(status: number, isOurs: boolean): ProblemCode {
  if (status >= 500) return 'server.failed';
  if (!isOurs) return 'server.notOurs';
  if (status === 401) return 'session.expired';
  if (status === 413) return 'request.tooLarge';
  if (status === 426) return 'server.newer';
  return 'request.invalid';
}

/** The whole body, given up when nothing arrives for too long. */
async function text(response: Response, stall: Stall): Promise<string> {
  try {
    let whole = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      stall.alive();
      whole += decoder.decode(chunk, { stream: true });
    }
    return whole + decoder.decode();
  } catch (cause) {
    throw new ProblemError('server.away', undefined, { cause });
  }
}

function parse(body: string): unknown {
  const nothing = Symbol('no JSON');
  const value = parseOr(body, nothing);
  if (value === nothing) throw new ProblemError('server.notOurs');
  return value;
}

function parseOr(body: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return otherwise;
  }
}

/** True when the value is of the schema. */
export function isOf<Schema extends TSchema>(
  schema: Schema,
  value: unknown,
): value is import('typebox').Static<Schema> {
  return Value.Check(schema, value);
}
