/** What the bench asks of a server process besides its routes. Each is answered by `done` or `failed` with its `id`. */
export type ServerCommand =
  /** Stores documents as they are: cases, answers. */
  | { readonly type: 'import'; readonly collection: string; readonly documents: readonly object[] }
  /** Publishes reference data of the bench's own. */
  | { readonly type: 'publish'; readonly publications: readonly object[] }
  /** Puts documents into a database of PouchDB's server. */
  | { readonly type: 'load'; readonly name: string; readonly documents: readonly object[] };

export type ServerWord =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string };
