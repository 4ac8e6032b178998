import type { RxCollection } from 'rxdb';
import { BehaviorSubject } from 'rxjs';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { Bundle, BundleReply, SignedBundle } from '../../../shared/protocol/bundles.ts';
import type { DeviceRecord } from '../../../shared/schema/device-records.ts';
import type { Link } from '../replication/link.ts';

/** A bundle that the server has not seen from here: a colleague's, or one that this laptop gave away. */
export interface CarriedBundle {
  readonly id: string;
  readonly caseId: string;
  readonly madeBy: string;
  /** Made on this laptop: what colleagues made of it comes after it. */
  readonly isOwn: boolean;
  /** Stamp by its maker. */
  readonly at: string;
  /** Its place among those that were kept here: each stands after all that it was made from, whatever the clocks said. */
  readonly place: number;
  readonly signed: SignedBundle;
  /** What it says is in the documents here. */
  readonly isTaken: boolean;
  /** Why the server does not take it; null while it waits. */
  readonly problem: Problem | null;
}

/** Takes a colleague's bundle to the server. */
export type Bring = (signed: SignedBundle, signal: AbortSignal) => Promise<BundleReply>;

type Carriage = Omit<CarriedBundle, 'id'>;

/**
 * Bundles of colleagues, and those that they were given, kept until the server has them: what was written on top of one comes to it
 * after that, since it knows nobody's words that their writer has not brought or signed. In the order in which they came and went.
 */
export class Carried {
  /** Those that the server has not taken. */
  readonly bundles$ = new BehaviorSubject<readonly CarriedBundle[]>([]);
  readonly #records: RxCollection<DeviceRecord>;
  readonly #link: Link;
  readonly #bring: Bring;
  #delivering: Promise<void> | null = null;

  constructor(records: RxCollection<DeviceRecord>, link: Link, bring: Bring) {
    this.#records = records;
    this.#link = link;
    this.#bring = bring;
  }

  /** Reads those of before this start. */
  async recall(): Promise<void> {
    const records = await this.#records.find({ selector: { kind: 'carried' } }).exec();
    this.#publish(records.map((record) => carriedIn(record.toMutableJSON())));
  }

  /** Keeps a colleague's bundle, and has `take` take it in; resolves once both are durable. Null where that was done before. */
  async keep<Result>(bundle: Bundle, signed: SignedBundle, take: () => Promise<Result>): Promise<Result | null> {
    const kept = () => this.bundles$.value.find((each) => each.id === bundle.id);
    if (kept()?.isTaken) return null;
    if (!kept()) await this.#add(bundle, signed, false);
    const result = await take();
    const now = kept();
    // The server may have taken it meanwhile.
    if (now) await this.#write({ ...now, isTaken: true });
    return result;
  }

  /** Keeps what this laptop gives away, in place of what it gave of the case just before; resolves once that is durable. */
  async keepOwn(bundle: Bundle, signed: SignedBundle): Promise<void> {
    const last = this.bundles$.value.findLast(({ caseId }) => caseId === bundle.caseId);
    await this.#add(bundle, signed, true);
    // It holds all that the one before held, and nobody's answer to that has come. What was given and then removed the server must have met.
    if (last?.isOwn && !bundle.rows.some(({ base, state }) => base === null && state._deleted))
      await this.#forget(last.id);
  }

  async #add({ id, caseId, madeBy, at }: Bundle, signed: SignedBundle, isOwn: boolean): Promise<void> {
    const place = (this.bundles$.value.at(-1)?.place ?? 0) + 1;
    await this.#write({ id, caseId, madeBy, isOwn, at, place, signed, isTaken: isOwn, problem: null });
  }

  /** Resolves once the server has seen all that wait; at once where none does. */
  delivered(): Promise<void> {
    if (!this.#next()) return Promise.resolve();
    this.#delivering ??= this.#deliver().finally(() => {
      this.#delivering = null;
    });
    return this.#delivering;
  }

  async #deliver(): Promise<void> {
    for (let next = this.#next(); next; next = this.#next()) {
      const { signed } = next;
      try {
        await this.#link.run((signal) => this.#bring(signed, signal));
        await this.#forget(next.id);
      } catch (thrown) {
        // A bundle that is refused as a whole stays here to be looked at, and holds up nothing.
        await this.#write({ ...next, problem: problemOf(thrown) });
      }
    }
  }

  #next(): CarriedBundle | undefined {
    return this.bundles$.value.find(({ problem }) => problem === null);
  }

  async #write(carried: CarriedBundle): Promise<void> {
    const { id, ...data } = carried;
    const at = new Date().toISOString();
    await this.#records.upsert({ id: recordId(id), kind: 'carried', about: '', documentId: id, data, at });
    this.#publish([...this.bundles$.value.filter((each) => each.id !== id), carried]);
  }

  async #forget(id: string): Promise<void> {
    await this.#records.bulkRemove([recordId(id)]);
    this.#publish(this.bundles$.value.filter((each) => each.id !== id));
  }

  #publish(bundles: readonly CarriedBundle[]): void {
    this.bundles$.next(bundles.toSorted((a, b) => a.place - b.place));
  }
}

function recordId(id: string): string {
  return `carried||${id}`;
}

function carriedIn({ documentId, data }: DeviceRecord): CarriedBundle {
  return { id: documentId, ...(data as unknown as Carriage) };
}
