import { ProblemError } from '../../../shared/problem/problem.ts';
import { type BookEntry, BookReply } from '../../../shared/protocol/numbers.ts';
import { type Fetch, isOf, OurServer, silenceMs } from '../server/our-server.ts';

/** What became of every number of the unit's year, by the server's book; needs the server. */
export async function readNumberBook(
  baseUrl: string,
  fetch: Fetch,
  year: number,
  signal: AbortSignal,
): Promise<readonly BookEntry[]> {
  const reply = await new OurServer(`${baseUrl}/numbers`, fetch).json(`/book?year=${year}`, {}, signal, silenceMs);
  if (!isOf(BookReply, reply)) throw new ProblemError('server.notOurs');
  return reply.entries;
}
