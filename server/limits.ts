/** What one client may take of the server. Tests set shorter ones; why each is as it is stands in docs/security.md. */
export interface Limits {
  /** A connection on which no whole head of a request has come in this time is shut. */
  readonly headMs: number;
  /** A connection on which nothing moves either way for so long is shut, also in the middle of an answer. */
  readonly silenceMs: number;
  /** A body may take this long whatever its length, and beyond it comes at `slowestBytesASecond` on the whole. */
  readonly bodyMs: number;
  readonly slowestBytesASecond: number;
  /** A connection waits so long for its next request. */
  readonly keepAliveMs: number;
  /** How often the slow are looked for. */
  readonly checkMs: number;
  readonly connections: number;
  readonly requestsAConnection: number;
  /** A first download that waits for its turn is answered after so long, with nothing but the word to ask again. */
  readonly downloadWaitMs: number;
  /** A page of the feed ends before its documents are more than this, unless one alone is. */
  readonly pageBytes: number;
  /** Requests of one session: so many a minute, and as many at once after a quiet one. */
  readonly requestsAMinute: number;
}

export const standardLimits: Limits = {
  headMs: 30_000,
  silenceMs: 120_000,
  bodyMs: 60_000,
  slowestBytesASecond: 500,
  // Longer than a proxy keeps its own end open: it is the one to shut it.
  keepAliveMs: 72_000,
  checkMs: 5_000,
  connections: 10_000,
  requestsAConnection: 10_000,
  // Half of what a laptop waits for an answer.
  downloadWaitMs: 15_000,
  // Four times what the 500 documents of a usual page have.
  pageBytes: 4 * 1024 * 1024,
  requestsAMinute: 3_000,
};
