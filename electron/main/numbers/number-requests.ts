import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { numbersAtOnce } from '../../../shared/bridge/numbers.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import {
  type NumberBlock,
  ReportReply,
  type ReportRequest,
  ReserveReply,
  type ReserveRequest,
  type ReturnRequest,
} from '../../../shared/protocol/numbers.ts';
import { demandOk } from '../server/problem-answer.ts';
import type { NotedBlock } from './number-note.ts';
import type { NumbersParts } from './numbers.ts';

type Ask = NumbersParts['ask'];

/** A report holds so many blocks at most. */
const mostReported = 200;

/** Tells which blocks are here and what was used of them, the latest first. */
export function reportBlocks(ask: Ask, blocks: readonly NotedBlock[]): Promise<ReportReply> {
  const told = blocks.slice(-mostReported).map(({ block, taken }) => ({ block, used: taken }));
  return post(ask, 'report', { blocks: told } satisfies ReportRequest, ReportReply);
}

/** The next numbers of a series; null where the server says that this laptop has enough. */
export async function reserveBlock(ask: Ask, wanted: Omit<ReserveRequest, 'count'>): Promise<NumberBlock | null> {
  const asked: ReserveRequest = { ...wanted, count: numbersAtOnce };
  try {
    return (await post(ask, 'reserve', asked, ReserveReply)).block;
  } catch (thrown) {
    if (problemOf(thrown).code === 'numbers.tooMany') return null;
    throw thrown;
  }
}

/** Says of a block that is shut from which number on it is used by nobody. */
export async function returnBlock(ask: Ask, { block, taken, shut }: NotedBlock): Promise<void> {
  const from = block.first + taken.length;
  if (!shut || shut.how === 'void' || from > block.last) return;
  const body: ReturnRequest = { block, from, outcome: shut.how, reason: shut.reason };
  await demandOk(await send(ask, 'return', body));
}

async function post<Schema extends TSchema>(
  ask: Ask,
  path: string,
  body: object,
  schema: Schema,
): Promise<Static<Schema>> {
  const response = await send(ask, path, body);
  await demandOk(response);
  const reply: unknown = await response.json().catch(() => null);
  if (!Value.Check(schema, reply)) throw new ProblemError('server.notOurs');
  return reply;
}

function send(ask: Ask, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return ask({ method: 'POST', path: `numbers/${path}`, headers, body: JSON.stringify(body) });
}
