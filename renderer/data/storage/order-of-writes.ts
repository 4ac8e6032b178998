import { type PreparedQuery, prepareQuery, type RxStorageInstance } from 'rxdb';

/** RxDB counts hundredths of a millisecond. */
const step = 0.01;

/**
 * Keeps the times of writes in their order, whatever the clock does between two starts: RxDB sends what was written after
 * the last write that it has sent, and would never send one that a clock set back had dated before it.
 */
export async function keepOrder<Document>(instance: RxStorageInstance<Document, unknown, unknown>): Promise<void> {
  let last = await lastWriteOf(instance);
  const write = instance.bulkWrite.bind(instance);
  instance.bulkWrite = (rows, context) => {
    const floor = last;
    for (const { document } of rows) {
      const { lwt } = document._meta;
      if (lwt <= floor) document._meta = { ...document._meta, lwt: hundredths(floor + step) };
      last = Math.max(last, document._meta.lwt);
    }
    return write(rows, context);
  };
}

async function lastWriteOf<Document>(instance: RxStorageInstance<Document, unknown, unknown>): Promise<number> {
  const newest = {
    selector: {},
    sort: [{ '_meta.lwt': 'desc' }, { [primaryOf(instance)]: 'desc' }],
    skip: 0,
    limit: 1,
  };
  const prepared = prepareQuery(instance.schema, newest as never) as PreparedQuery<Document>;
  const { documents } = await instance.query(prepared);
  return documents[0]?._meta.lwt ?? 0;
}

function primaryOf<Document>({ schema }: RxStorageInstance<Document, unknown, unknown>): string {
  const { primaryKey } = schema;
  return typeof primaryKey === 'string' ? primaryKey : String(primaryKey.key);
}

function hundredths(time: number): number {
  return Math.round(time * 100) / 100;
}
