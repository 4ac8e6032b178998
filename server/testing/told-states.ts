import { revisionOf } from '../../shared/domain/revision.ts';
import type { GivenBackReply, LostReply } from '../../shared/protocol/sync.ts';
import type { WireDocument } from '../services/proposal.ts';
import type { TestSession } from './test-session.ts';

/** A state that the server has told a laptop, and its proof of that. */
export interface Told {
  readonly document: WireDocument;
  readonly receipt: string;
}

/** What a laptop has been told: every document with its receipt, by id. */
export async function told(session: TestSession, collection = 'entities'): Promise<Map<string, Told>> {
  const { documents, receipts } = await session.pull(collection);
  return new Map(documents.map((document, at) => [String(document.id), { document, receipt: receipts[at] ?? '' }]));
}

/** Those of the states that the server says it has lost. */
export async function lost(session: TestSession, of: Iterable<Told>, collection = 'entities'): Promise<Told[]> {
  const all = [...of];
  const rows = all.map(({ document, receipt }) => ({
    ...{ id: document.id, scope: document.scope, receipt },
    revision: revisionOf(document),
  }));
  const reply = await post<LostReply>(session, `/sync/${collection}/lost`, rows);
  return reply.lost.flatMap((at) => all[at] ?? []);
}

/** Answers how many of them the server took. */
export async function giveBack(session: TestSession, of: readonly Told[], collection = 'entities'): Promise<number> {
  return (await post<GivenBackReply>(session, `/sync/${collection}/given-back`, of)).taken;
}

/** Throws with the answer's code unless the server does what it is asked. */
export async function post<Reply>(session: TestSession, path: string, rows: readonly unknown[]): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const answer = await session.request(path, { method: 'POST', headers, body: JSON.stringify({ rows }) });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Reply;
}
