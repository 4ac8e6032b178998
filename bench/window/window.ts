import { searchCalls } from './search-calls.ts';
import { storageCalls } from './storage-calls.ts';

window.bench = { ...storageCalls, ...searchCalls };
