import { evidenceCalls } from './evidence-calls.ts';
import { searchCalls } from './search-calls.ts';
import { storageCalls } from './storage-calls.ts';
import { suiteCalls } from './suite-calls.ts';
import { syncCalls } from './sync-calls.ts';

window.bench = { ...storageCalls, ...searchCalls, ...syncCalls, ...suiteCalls, ...evidenceCalls };
