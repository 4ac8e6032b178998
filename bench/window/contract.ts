import type { searchCalls } from './search-calls.ts';
import type { storageCalls } from './storage-calls.ts';

export type PeerName = 'ours' | 'indexeddb' | 'dexie' | 'pouchdb';

/** What the bench asks of its window, by name: plain data in, plain data out. */
export type WindowCalls = typeof storageCalls & typeof searchCalls;
export type WindowCall = keyof WindowCalls;

declare global {
  interface Window {
    bench: WindowCalls;
  }
}
