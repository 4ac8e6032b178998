import type { Statement } from 'better-sqlite3-multiple-ciphers';
import {
  type FilledMangoQuery,
  getQueryMatcher,
  getSortComparator,
  type RxDocumentData,
  type RxJsonSchema,
} from 'rxdb';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { WireQuery, WireSelector } from '../../shared/storage/contract.ts';
import { bounded } from './bounded.ts';
import type { ColumnValue } from './column-value.ts';
import type { Condition, Sql } from './condition.ts';
import type { DocumentTable } from './document-table.ts';
import { choosePlan, demandsOf, noPlan, type QueryPlan, type SortTerm } from './query-plan.ts';
import {
  coveringPlan,
  type Demands,
  fewPlaces,
  fewRows,
  isById,
  nameOf,
  type RowSource,
  rowsByPlace,
  rowsByPlan,
  rowsToCount,
  rowsToMatch,
} from './row-source.ts';
import { selectorCondition } from './selector-condition.ts';

type AnyDocument = RxDocumentData<Record<string, unknown>>;
type Query = FilledMangoQuery<Record<string, unknown>>;

/** How a query is to be run; `explainQuery` lets tests see that its index is used. */
export interface PreparedSql {
  readonly sql: Sql;
  /** RxDB's matcher has the last word on each row. */
  readonly needsMatcher: boolean;
  /** RxDB's comparator brings the rows in order. */
  readonly needsSorting: boolean;
}

const rowsBetweenLooks = 256;
/** So long may an expression take over so many rows: a thousand times what a sound one does. */
const mostExpressionMs = 1_000;

type Row = [json: string, document: AnyDocument];
interface Matcher {
  matches(document: AnyDocument): boolean;
  readonly isBounded: boolean;
}

/** The documents of a query, as JSON texts in order. @throws ProblemError database.timeout after `deadline` */
export function runQuery(table: DocumentTable, query: WireQuery, deadline: number): string[] {
  const prepared = prepareQuerySql(table, query);
  const { sql, needsMatcher, needsSorting } = prepared;
  const rows = table.statements.pluck(sql.text);
  if (!needsMatcher && !needsSorting) return rows.all(...sql.params) as string[];
  const skip = query.skip;
  const end = query.limit === null ? Number.POSITIVE_INFINITY : skip + query.limit;
  const matcher = needsMatcher ? matcherOf(query) : everything;
  if (!needsSorting) {
    const found: string[] = [];
    if (end === 0) return found;
    for (const [json] of matching(rows, sql.params, matcher, deadline)) {
      found.push(json);
      if (found.length >= end) break;
    }
    return found.slice(skip);
  }
  const found = [...matching(rows, sql.params, matcher, deadline)];
  const compare = getSortComparator({} as RxJsonSchema<AnyDocument>, queryOf(query));
  const { primary } = table.layout;
  // RxDB's comparator leaves ties between arrays or objects open: by primary key first, they come out the same each time.
  found.sort(([, a], [, b]) => (String(a[primary]) < String(b[primary]) ? -1 : 1));
  found.sort(([, a], [, b]) => compare(a, b));
  return found.slice(skip, end).map(([json]) => json);
}

/** How many documents a query has. */
export function runCount(table: DocumentTable, query: WireQuery, deadline: number): number {
  const condition = selectorCondition(query.selector, table);
  if (condition.exact) {
    const { from, params } = rowsToCount(table, query.selector, condition, null);
    const all = Number(table.statements.pluck(`select count(*) from ${from}`).get(...params));
    const afterSkip = Math.max(0, all - query.skip);
    return query.limit === null ? afterSkip : Math.min(afterSkip, query.limit);
  }
  const { from, params } = rowsToMatch(table, query.selector, condition);
  const rows = table.statements.pluck(`select json from ${from}`);
  const end = query.limit === null ? Number.POSITIVE_INFINITY : query.skip + query.limit;
  let count = 0;
  for (const _row of matching(rows, params, matcherOf(query), deadline)) {
    if (count >= end) break;
    count++;
  }
  return Math.max(0, count - query.skip);
}

/** Documents that match a selector, one after the other, in no order. */
export function* matchingDocuments(
  table: DocumentTable,
  selector: WireSelector,
  deadline: number,
): Generator<AnyDocument> {
  const condition = selectorCondition(selector, table);
  const { from, params } = rowsToMatch(table, selector, condition);
  const rows = table.statements.pluck(`select json from ${from}`);
  const matcher = condition.exact ? everything : matcherOf({ selector, sort: [], skip: 0, limit: null });
  for (const [, document] of matching(rows, params, matcher, deadline)) yield document;
}

/** The statement that a query becomes. */
export function prepareQuerySql(table: DocumentTable, query: WireQuery): PreparedSql {
  const condition = selectorCondition(query.selector, table);
  const sort = sortTermsOf(table, query);
  const isOfIds = isById(demandsOf(query.selector, table));
  const few = isOfIds ? null : fewPlaces(table, condition);
  const plan = isOfIds || few ? noPlan : planFor(table, query, condition, sort);
  const needsMatcher = !condition.exact;
  // Rows that SQL would sort only for the matcher to drop most of them are sorted afterwards.
  const needsSorting = !sort || (needsMatcher && !plan.isSorted);
  const order = needsSorting || !sort ? '' : ` order by ${sort.map(orderOf).join(', ')}`;
  const pages = !needsMatcher && !needsSorting ? pageOf(query) : { text: '', params: [] };
  if (plan.mergeColumn)
    return { sql: mergeSql(table, query, condition, plan, order, pages), needsMatcher, needsSorting };
  const places = few ?? (plan.index === null && !isOfIds ? condition.places?.[0] : undefined);
  const { from, params } = places ? rowsByPlace(table, places, condition) : rowsToRead(table, query, plan, condition);
  const text = `select json from ${from}${order}${pages.text}`;
  return { sql: { text, params: [...params, ...pages.params] }, needsMatcher, needsSorting };
}

function rowsToRead(table: DocumentTable, query: WireQuery, plan: QueryPlan, condition: Condition): RowSource {
  if (plan.index !== null || !isWholeTable(table, query)) return rowsByPlan(table, plan, condition);
  return { from: `${table.name} not indexed where ${condition.sql}`, params: condition.params };
}

function mergeSql(
  table: DocumentTable,
  query: WireQuery,
  condition: Condition,
  plan: QueryPlan,
  order: string,
  pages: Sql,
): Sql {
  const values = demandsOf(query.selector, table).get(plan.mergeColumn ?? '')?.values ?? [];
  const columns = ['json', ...new Set((sortTermsOf(table, query) ?? []).map((term) => term.column))].join(', ');
  const arm = `select ${columns} from ${nameOf(table, plan)} where ${plan.mergeColumn} = ? and ${condition.sql}`;
  const params = values.flatMap((value) => [value, ...condition.params]);
  return { text: values.map(() => arm).join(' union all ') + order + pages.text, params: [...params, ...pages.params] };
}

function planFor(
  table: DocumentTable,
  query: WireQuery,
  condition: Condition,
  sort: readonly SortTerm[] | null,
): QueryPlan {
  const demands = demandsOf(query.selector, table);
  const { sorted, narrowest, isSortedBest } = choosePlan(table.layout.indexes, demands, sort);
  if (sorted && (isSortedBest || narrowest.index === null))
    return query.limit === null && sorted.mergeColumn ? narrowest : sorted;
  if (sorted && query.limit !== null && !isFew(table, demands, condition, narrowest)) return sorted;
  // Rows that an index alone drops are not looked up; it may read more of itself for that.
  return (query.limit === null ? null : coveringPlan(table, demands, condition, null)) ?? narrowest;
}

/** Nothing but `deleted` is demanded: reading the table beats looking up nearly all its rows from an index. */
function isWholeTable(table: DocumentTable, query: WireQuery): boolean {
  const hasOthers = ['$or', '$nor'].some((operator) => Object.hasOwn(query.selector, operator));
  return !hasOthers && [...demandsOf(query.selector, table).keys()].every((column) => column === 'deleted');
}

/** Whether the narrowest index leaves so few rows that sorting them is cheaper than reading in order past others. */
function isFew(table: DocumentTable, demands: Demands, condition: Condition, plan: QueryPlan): boolean {
  if (/json_/.test(condition.sql)) return false;
  const { from, params } = rowsByPlan(table, coveringPlan(table, demands, condition, null) ?? plan, condition);
  const few = table.statements.pluck(`select count(*) from (select 1 from ${from} limit ${fewRows})`);
  return Number(few.get(...params)) < fewRows;
}

/** The sort by columns, its ties by primary key; null when a field has no column, or not only values that sort there. */
function sortTermsOf(table: DocumentTable, query: WireQuery): SortTerm[] | null {
  const terms: SortTerm[] = [];
  for (const part of query.sort) {
    // RxDB looks at the first field of each part alone.
    const [entry] = Object.entries(part);
    const column = entry && table.columnOf(entry[0]);
    if (!entry || !column) return null;
    if (!terms.some((term) => term.column === column)) terms.push({ column, isDescending: entry[1] !== 'asc' });
  }
  if (!terms.some((term) => term.column === 'id')) terms.push({ column: 'id', isDescending: false });
  return terms;
}

function orderOf(term: SortTerm): string {
  return term.isDescending ? `${term.column} desc` : term.column;
}

function pageOf({ skip, limit }: WireQuery): Sql {
  if (limit === null && skip === 0) return { text: '', params: [] };
  return { text: ' limit ? offset ?', params: [limit ?? -1, skip] };
}

/** Reads on only while it is asked for more: a statement that was begun and left would block the connection. */
function* matching(
  rows: Statement,
  params: readonly ColumnValue[],
  { matches, isBounded }: Matcher,
  deadline: number,
): Generator<Row> {
  const rowsAtOnce = isBounded ? rowsBetweenLooks : 1;
  const matched = (some: readonly Row[]) => some.filter(([, document]) => matches(document));
  const drained = (some: readonly Row[]) =>
    isBounded ? bounded(mostExpressionMs, () => matched(some)) : matched(some);
  let seen = 0;
  let read: Row[] = [];
  for (const row of rows.iterate(...params)) {
    if (++seen % rowsBetweenLooks === 0 && Date.now() > deadline) throw new ProblemError('database.timeout');
    const json = String(row);
    read.push([json, JSON.parse(json)]);
    if (read.length < rowsAtOnce) continue;
    yield* drained(read);
    read = [];
  }
  yield* drained(read);
}

const everything: Matcher = { matches: () => true, isBounded: false };

function matcherOf(query: WireQuery): Matcher {
  return { matches: plainMatcherOf(query), isBounded: holdsExpression(query.selector) };
}

/** A regular expression may look back for ever over one single text. */
function holdsExpression(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if (part instanceof RegExp || Object.hasOwn(part, '$regex')) return true;
  return Object.values(part).some(holdsExpression);
}

function plainMatcherOf(query: WireQuery): Matcher['matches'] {
  const matches = refusing(() => getQueryMatcher({} as RxJsonSchema<AnyDocument>, queryOf(query)));
  // Some of a selector it reads only when a document is there.
  return (document) => refusing(() => matches(document));
}

/** What RxDB's matcher can't make sense of is the selector's fault, and its own error would quote that. */
function refusing<Result>(work: () => Result): Result {
  try {
    return work();
  } catch {
    throw new ProblemError('database.refused', { reason: 'selector' });
  }
}

function queryOf(query: WireQuery): Query {
  return query as unknown as Query;
}
