import type { Queryable } from '../database/connections.ts';

/** Body of an evidence's document that the transaction may read; null when there is none. */
export async function evidenceBody(client: Queryable, id: string): Promise<string | null> {
  const answer = await client.query<{ body: string }>({
    name: 'evidence-body',
    text: 'select body from sync.evidence where id = $1 and not deleted',
    values: [id],
  });
  return answer.rows[0]?.body ?? null;
}
