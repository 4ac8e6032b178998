import type pg from 'pg';

/** How much a server's database holds: its documents, and as text the rows of every table with the last place of its feed. */
export interface Count {
  readonly documents: number;
  readonly text: string;
}

export interface Stock {
  count(): Promise<Count>;
}

/** Tables that say what was asked, whatever came of it. */
const ofRequests = ['audit_lines', 'rate_limits'];

export async function stockOf(client: pg.Client): Promise<Stock> {
  const tables = await client.query<{ table: string; isFed: boolean }>(
    `select format('%I.%I', t.table_schema, t.table_name) as table, t.table_schema = 'sync' as "isFed"
     from information_schema.tables t
     where t.table_schema in ('sync', 'minh_tra') and t.table_type = 'BASE TABLE' and t.table_name <> all ($1) order by 1`,
    [ofRequests],
  );
  const counts = tables.rows.map(({ table, isFed }) => {
    const last = isFed ? 'coalesce(max(change_seq), 0)' : '0';
    return `select '${table}' as name, count(*)::int as rows, ${last}::text as last from ${table}`;
  });
  const text = counts.join(' union all ');
  return {
    async count() {
      const { rows } = await client.query<{ name: string; rows: number; last: string }>(`${text} order by name`);
      return {
        documents: rows.reduce((sum, each) => sum + (each.name.startsWith('sync.') ? each.rows : 0), 0),
        text: rows.map((each) => `${each.name} ${each.rows} ${each.last}`).join(', '),
      };
    },
  };
}
