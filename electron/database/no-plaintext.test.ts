import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createBlob } from 'rxdb';
import { describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';
import { connectClient } from './testing/engines.ts';
import { type Human, humanSchema } from './testing/human-schema.ts';
import { changed, openInstance, prepared, stored } from './testing/instances.ts';
import { filesHolding, scratchDirectory, testKey } from './testing/scratch.ts';

describe('the files of a database', () => {
  it('hold nothing of what was written, in any encoding, open or closed', async () => {
    const directory = scratchDirectory();
    const file = join(directory, 'test.db');
    const marker = `mark${randomBytes(9).toString('hex')}`;
    const schema = { ...humanSchema, attachments: {} };
    const engine = Engine.open({ file, keyHex: testKey });
    const { storage } = await connectClient(engine);
    const options = { searchFields: ['name'] };
    const humans = await openInstance<Human>(storage, schema, { database: marker, collection: marker, options });
    const data = createBlob(`note ${marker}`, 'text/plain');
    const note = { data, length: data.size, type: 'text/plain', digest: marker };
    const rows = Array.from({ length: 3_000 }, (_, at) => ({
      document: stored<Human>(
        { id: `${marker}-${at}`, name: `${marker} Điều ${at} ${'x'.repeat(500)}`, address: { city: marker } },
        { _attachments: at < 5 ? { [marker]: note } : {} },
      ),
    }));
    await humans.bulkWrite(rows, 'fill');
    const [first] = await humans.findDocumentsById([`${marker}-0`], false);
    if (first) await humans.bulkWrite([changed(first, { name: `again ${marker}` })], 'test');
    // Large sorts and the copy are what might spill into temporary files.
    await humans.query(
      prepared(humans, { selector: { name: { $regex: marker } }, sort: [{ 'address.city': 'desc' }] }),
    );
    await storage.customRequest({ type: 'search', collection: marker, text: `${marker} dieu`, limit: 9 });
    engine.writeCopy();
    expect(filesHolding(directory, marker)).toEqual([]);
    engine.checkpoints.run('truncate');
    expect(filesHolding(directory, marker)).toEqual([]);
    engine.close();
    expect(filesHolding(directory, marker)).toEqual([]);
    expect(filesHolding(directory, 'SQLite format 3')).toEqual([]);
    // The search itself finds what is there in plaintext.
    expect(filesHolding(directory, '').length).toBeGreaterThanOrEqual(3);
  });
});
