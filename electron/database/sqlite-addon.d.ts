/** The part of the addon that is used here. Its own types are hidden by its `exports`, and give `any` for every row. */
declare module 'better-sqlite3-multiple-ciphers' {
  type Value = null | number | bigint | string | Uint8Array;

  export interface Statement {
    readonly busy: boolean;
    run(...values: readonly Value[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
    get(...values: readonly Value[]): unknown;
    all(...values: readonly Value[]): unknown[];
    iterate(...values: readonly Value[]): IterableIterator<unknown>;
    pluck(): this;
  }

  export default class Database {
    constructor(file: string, options?: { readonly nativeBinding?: string; readonly timeout?: number });
    readonly name: string;
    readonly open: boolean;
    readonly inTransaction: boolean;
    prepare(sql: string): Statement;
    exec(sql: string): this;
    pragma(pragma: string, options?: { readonly simple?: boolean }): unknown;
    transaction<Result>(run: () => Result): { immediate(): Result };
    close(): this;
  }
}
