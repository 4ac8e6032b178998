import type { Queryable } from '../database/connections.ts';

/** Living reference documents of these kinds that the server itself published, with their own fields. For the owner's connection. */
export async function publishedIds(
  owner: Queryable,
  kinds: readonly string[],
): Promise<{ id: string; content: Record<string, unknown> }[]> {
  const answer = await owner.query<{ id: string; body: Record<string, unknown> }>(
    `select id, body::json as body from sync.reference
     where scope = 'common' and not deleted and pushed_by = 'server' and kind = any ($1)`,
    [kinds],
  );
  return answer.rows.map(({ id, body }) => {
    const { kind, title, effectiveFrom, effectiveTo, confidence, source, data } = body;
    return { id, content: { kind, title, effectiveFrom, effectiveTo, confidence, source, data } };
  });
}
