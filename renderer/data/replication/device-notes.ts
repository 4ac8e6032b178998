import type { RxCollection } from 'rxdb';
import { isProblemCode } from '../../../shared/problem/catalogue.ts';
import type { Problem } from '../../../shared/problem/problem.ts';
import type { DeviceRecord } from '../../../shared/schema/device-records.ts';
import type { SentState } from '../sent-states.ts';

/** A state that the server refused, as it is remembered over a restart: by its revision. */
export interface Refusal {
  readonly documentId: string;
  readonly revision: string;
  readonly problem: Problem;
}

/** States on their way to the server, remembered until one is answered, and the revision that the server is known to have. */
export interface Sending {
  readonly documentId: string;
  readonly base: string | null;
  readonly states: readonly SentState[];
}

type Data = DeviceRecord['data'] & Readonly<Record<string, unknown>>;

/** What synchronisation must remember over a restart, in the device's own collection of the same encrypted database. */
export class DeviceNotes {
  readonly #records: RxCollection<DeviceRecord>;

  constructor(records: RxCollection<DeviceRecord>) {
    this.#records = records;
  }

  /** Every refusal that is remembered of a collection, by document. */
  async refusals(about: string): Promise<Map<string, Refusal>> {
    const records = await this.#records.find({ selector: { kind: 'refused', about } }).exec();
    return new Map(records.map((record) => [record.documentId, refusalOf(record.toMutableJSON())]));
  }

  /** Resolves once the refusals are durably kept. */
  async refused(about: string, refusals: readonly Refusal[]): Promise<void> {
    await this.#keep(
      refusals.map(({ documentId, revision, problem }) =>
        recordOf('refused', about, documentId, { revision, code: problem.code, details: problem.details ?? null }),
      ),
    );
  }

  async forgetRefusals(about: string, documentIds: readonly string[]): Promise<void> {
    await this.#records.bulkRemove(documentIds.map((documentId) => idOf('refused', about, documentId)));
  }

  async sending(about: string, sendings: readonly Sending[]): Promise<void> {
    await this.#keep(
      sendings.map(({ documentId, base, states }) => recordOf('sent', about, documentId, { base, states })),
    );
  }

  /** What was sent of a collection before this start and not answered. */
  async sent(about: string): Promise<Sending[]> {
    const records = await this.#records.find({ selector: { kind: 'sent', about } }).exec();
    return records.map((record) => {
      const { documentId, data } = record.toMutableJSON();
      const { base, states } = data as Data & Pick<Sending, 'base' | 'states'>;
      return { documentId, base, states };
    });
  }

  async forgetSent(about: string, documentIds: readonly string[]): Promise<void> {
    await this.#records.bulkRemove(documentIds.map((documentId) => idOf('sent', about, documentId)));
  }

  /** Names of the collections whose first download is complete. */
  async whole(): Promise<Set<string>> {
    const records = await this.#records.find({ selector: { kind: 'whole' } }).exec();
    return new Set(records.map((record) => record.about));
  }

  async becameWhole(about: string): Promise<void> {
    await this.#keep([recordOf('whole', about)]);
  }

  /** ISO 8601: when everything was last confirmed both ways. */
  async lastSyncedAt(): Promise<string | null> {
    return (await this.#records.findOne(idOf('synced', '', '')).exec())?.at ?? null;
  }

  async synced(at: string): Promise<void> {
    await this.#keep([{ ...recordOf('synced', ''), at }]);
  }

  /** Takes what has been forgotten off the disk: RxDB keeps the last state of all that is removed. */
  async purge(): Promise<void> {
    while (!(await this.#records.storageInstance.cleanup(0)));
  }

  async #keep(records: DeviceRecord[]): Promise<void> {
    const { error } = await this.#records.bulkUpsert(records);
    if (error[0]) throw error[0];
  }
}

function recordOf(kind: DeviceRecord['kind'], about: string, documentId = '', data: Data = {}): DeviceRecord {
  return { id: idOf(kind, about, documentId), kind, about, documentId, data, at: new Date().toISOString() };
}

function idOf(kind: DeviceRecord['kind'], about: string, documentId: string): string {
  return `${kind}|${about}|${documentId}`;
}

function refusalOf({ documentId, data }: DeviceRecord): Refusal {
  const { revision, code, details } = data as Data;
  const problem = { code: isProblemCode(code) ? code : 'internal', ...(details ? { details } : {}) } as Problem;
  return { documentId, revision: String(revision), problem };
}
