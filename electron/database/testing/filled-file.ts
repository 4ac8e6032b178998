import { join } from 'node:path';
import { Engine } from '../engine.ts';
import { openTable } from './engines.ts';
import { type Human, humanSchema } from './human-schema.ts';
import { stored } from './instances.ts';
import { scratchDirectory, testKey } from './scratch.ts';

export const filler = 'Biên bản kiểm tra số 12. '.repeat(60);

export async function saveHumans(engine: Engine, instance: number, from: number, to: number): Promise<void> {
  const documents: string[] = [];
  for (let at = from; at < to; at++) {
    documents.push(JSON.stringify(stored<Human>({ id: `h${at}`, name: `${at} ${filler}` })));
  }
  await engine.write({ instance, documents, previous: documents.map(() => null), context: 'fill' });
}

/** A closed file with 1,000 humans, ten commits, all of their words in the search index. */
export async function filledFile(): Promise<string> {
  const file = join(scratchDirectory(), 'test.db');
  const engine = Engine.open({ file, keyHex: testKey });
  const instance = openTable(engine, humanSchema, { searchFields: ['name'] });
  for (let at = 0; at < 10; at++) await saveHumans(engine, instance, at * 100, at * 100 + 100);
  engine.search({ instance, text: 'kiem tra', limit: 1 });
  engine.close();
  return file;
}
