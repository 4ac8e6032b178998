import type { RxCollection } from 'rxdb';
import { isProblemCode } from '../../../shared/problem/catalogue.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import type { DeviceRecord } from '../../../shared/schema/device-records.ts';

/** A state that the server refused, as it is remembered over a restart: by its revision. */
export interface Refusal {
  readonly documentId: string;
  readonly revision: string;
  readonly problem: Problem;
}

/** What synchronisation must remember over a restart, in the device's own collection of the same encrypted database. */
export class DeviceNotes {
  readonly #records: RxCollection<DeviceRecord>;

  constructor(records: RxCollection<DeviceRecord>) {
    this.#records = records;
  }

  /** Every refusal that is remembered of a collection, by document. */
  async refusals(collection: string): Promise<Map<string, Refusal>> {
    const selector = { kind: 'refused' as const, collection };
    const records = await this.#records.find({ selector }).exec();
    return new Map(records.map((record) => [record.documentId, refusalOf(record)]));
  }

  /** Resolves once the refusals are durably kept. */
  async refused(collection: string, refusals: readonly Refusal[]): Promise<void> {
    const at = new Date().toISOString();
    const records = refusals.map(({ documentId, revision, problem }): DeviceRecord => {
      const id = `refused|${collection}|${documentId}`;
      return { id, kind: 'refused', collection, documentId, revision, problem: { ...problem }, at };
    });
    await this.#records.bulkUpsert(records);
  }

  async forgetRefusals(collection: string, documentIds: readonly string[]): Promise<void> {
    await this.#records.bulkRemove(documentIds.map((documentId) => `refused|${collection}|${documentId}`));
  }

  /** Names of the collections whose first download is complete. */
  async whole(): Promise<Set<string>> {
    const records = await this.#records.find({ selector: { kind: 'whole' } }).exec();
    return new Set(records.map((record) => record.collection));
  }

  async becameWhole(collection: string): Promise<void> {
    await this.#note('whole', collection, new Date().toISOString());
  }

  /** ISO 8601: when everything was last confirmed both ways. */
  async lastSyncedAt(): Promise<string | null> {
    return (await this.#records.findOne('synced|').exec())?.at ?? null;
  }

  async synced(at: string): Promise<void> {
    await this.#note('synced', '', at);
  }

  async #note(kind: 'whole' | 'synced', collection: string, at: string): Promise<void> {
    const own = { documentId: '', revision: '', problem: null };
    await this.#records.incrementalUpsert({ id: `${kind}|${collection}`, kind, collection, at, ...own });
  }
}

function refusalOf({ documentId, revision, problem }: DeviceRecord): Refusal {
  const code = isProblemCode(problem?.code) ? problem.code : 'internal';
  return { documentId, revision, problem: { ...problem, code } };
}
