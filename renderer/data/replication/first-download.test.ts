import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../database.ts';
import { DeviceNotes } from './device-notes.ts';
import { FirstDownload } from './first-download.ts';

let database: Database;
beforeEach(async () => {
  database = await openDatabase(getRxStorageMemory(), `first-download-${crypto.randomUUID()}`);
});
afterEach(() => database.close());

const begin = () => new FirstDownload(['reference', 'cases'], new DeviceNotes(database.collections.device));

describe('the first download', () => {
  it('knows nothing of what is to come before the first page', () => {
    expect(begin().progress).toEqual({ received: 0, remaining: 0, share: 0 });
  });

  it('counts what is here and what the server still holds, each collection alike', () => {
    const download = begin();
    download.has('reference', 500);
    download.awaits('reference', 1_500);
    expect(download.progress).toEqual({ received: 500, remaining: 1_500, share: 0.125 });
    download.has('reference', 1_500);
    download.awaits('reference', 0);
    download.becameWhole('reference');
    expect(download.progress).toEqual({ received: 2_000, remaining: 0, share: 0.5 });
    download.has('cases', 30);
    download.awaits('cases', 90);
    expect(download.progress).toEqual({ received: 2_030, remaining: 90, share: 0.625 });
  });

  it('is over once every collection is whole, an empty one too', () => {
    const download = begin();
    download.becameWhole('reference');
    download.becameWhole('cases');
    expect(download.progress).toBeNull();
  });
});
