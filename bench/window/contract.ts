import type { evidenceCalls } from './evidence-calls.ts';
import type { searchCalls } from './search-calls.ts';
import type { storageCalls } from './storage-calls.ts';
import type { suiteCalls } from './suite-calls.ts';
import type { syncCalls } from './sync-calls.ts';

export type PeerName = 'ours' | 'indexeddb' | 'dexie' | 'pouchdb';
export type SuiteStorage = 'ours' | 'dexie' | 'memory';

/** What the bench asks of its window, by name: plain data in, plain data out. */
export type WindowCalls = typeof storageCalls &
  typeof searchCalls &
  typeof syncCalls &
  typeof suiteCalls &
  typeof evidenceCalls;
export type WindowCall = keyof WindowCalls;

declare global {
  interface Window {
    bench: WindowCalls;
  }
}
