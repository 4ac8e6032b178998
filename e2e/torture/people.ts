import type { Random } from '../../server/demonstration/random.ts';
import { newFinding } from '../../server/testing/documents.ts';
import { answerId } from '../../shared/schema/answers.ts';
import { preparation } from '../sync/documents.ts';
import { type Written, written } from '../sync/laptop-messages.ts';
import type { ThreadedLaptop } from '../sync/threaded-laptop.ts';
import { History } from './history.ts';
import type { Play } from './scenario.ts';

const yearMs = 365 * 24 * 3_600_000;
const mostCases = 6;
const textFields: Readonly<Record<Written, readonly string[]>> = {
  cases: ['content', 'entityName', 'entityAddress'],
  answers: ['note'],
  findings: ['title', 'fact', 'measureNote'],
};

/** `wrong`: each by up to a year, and set anew now and then. */
export type Clocks = 'right' | 'wrong';

/** People at their laptops, who do at random what inspectors do; what they enter is written down as it is acknowledged. */
export class People {
  readonly history = new History();
  readonly laptops: readonly ThreadedLaptop[];
  readonly #random: Random;
  readonly #tell: (what: string) => void;
  readonly #ids: Record<Written, string[]> = { cases: [], answers: [], findings: [] };
  readonly #isDown = new Set<ThreadedLaptop>();
  readonly #clocks: Clocks;

  constructor(laptops: readonly ThreadedLaptop[], { random, note }: Play, clocks: Clocks) {
    this.laptops = laptops;
    this.#clocks = clocks;
    this.#random = random;
    this.#tell = note;
  }

  /** Sets the clocks, and begins a first case. */
  async begin(): Promise<void> {
    if (this.#clocks === 'wrong') for (const laptop of this.laptops) await laptop.setClock(this.#wrongBy());
    await this.#newCase(this.#random.pick(this.laptops));
  }

  /** One of them does something. */
  async step(): Promise<void> {
    const laptop = this.#random.pick(this.laptops);
    const chance = this.#random.next();
    if (chance < 0.48) await this.#change(laptop, this.#random.pick(written));
    else if (chance < 0.6) await this.#newFinding(laptop);
    else if (chance < 0.74) await this.#answer(laptop);
    else if (chance < 0.82) await this.#remove(laptop);
    else if (chance < 0.88) await this.#settle(laptop);
    else if (chance < 0.94 && this.#ids.cases.length < mostCases) await this.#newCase(laptop);
    else if (chance < 0.98 || this.#clocks === 'right') await this.#restart(laptop);
    else await this.#setClock(laptop);
  }

  /** Somebody loses the network, or gets it back. */
  async roam(): Promise<void> {
    const laptop = this.#random.pick(this.laptops);
    if (this.#isDown.has(laptop)) {
      await this.#goOnline(laptop);
    } else {
      this.#isDown.add(laptop);
      await laptop.network.down();
      this.#note(laptop, 'off-line');
    }
  }

  /** One gives another what they have of a case, without a server. */
  async handOver(): Promise<void> {
    const giver = this.#random.pick(this.laptops);
    const taker = this.#random.pick(this.laptops.filter((each) => each !== giver));
    const caseId = this.#random.pick(this.#ids.cases);
    const bundles = await giver.give(caseId);
    await taker.take(bundles, caseId);
    this.#note(giver, `gave laptop ${this.laptops.indexOf(taker)} ${bundles.length} bundles of ${caseId}`);
  }

  /** Everybody has a network. */
  async meet(): Promise<void> {
    for (const laptop of [...this.#isDown]) await this.#goOnline(laptop);
  }

  async close(): Promise<void> {
    for (const laptop of this.laptops) await laptop.close();
  }

  async #goOnline(laptop: ThreadedLaptop): Promise<void> {
    this.#isDown.delete(laptop);
    await laptop.network.up();
    await laptop.wake();
    this.#note(laptop, 'on-line');
  }

  async #newCase(laptop: ThreadedLaptop): Promise<void> {
    const content = this.history.next();
    const { id } = await laptop.insert('cases', preparation({ content }));
    this.history.saved(content);
    this.#ids.cases.push(String(id));
    this.#note(laptop, `new case ${id}`);
  }

  async #newFinding(laptop: ThreadedLaptop): Promise<void> {
    const caseId = this.#random.pick(this.#ids.cases);
    const { title, kind, actOn, foundOn, provision, measure, measureNote, itemId } = newFinding(
      { id: 'p-an', scope: 'song-mai' },
      caseId,
    );
    const own = { caseId, title, kind, actOn, foundOn, provision, measure, measureNote, itemId };
    const fact = this.history.next();
    const { id } = await laptop.insert('findings', { ...own, fact });
    this.history.saved(fact);
    this.#ids.findings.push(String(id));
    this.#note(laptop, `new finding ${id} ${fact}`);
  }

  async #answer(laptop: ThreadedLaptop): Promise<void> {
    const caseId = this.#random.pick(this.#ids.cases);
    const itemId = `item-${this.#random.between(0, 3)}`;
    const id = answerId(caseId, itemId);
    if (!this.#ids.answers.includes(id)) this.#ids.answers.push(id);
    const note = this.history.next();
    const changed = await laptop.change('answers', id, { note });
    if (!changed) await laptop.answer(caseId, itemId, note);
    this.history.saved(note, changed?.before.note);
    this.#note(laptop, `answer ${id} ${note}`);
  }

  async #change(laptop: ThreadedLaptop, collection: Written): Promise<void> {
    const [id, field] = [this.#someId(collection), this.#random.pick(textFields[collection])];
    if (!id) return;
    const token = this.history.next();
    const changed = await laptop.change(collection, id, { [field]: token });
    if (changed) this.history.saved(token, changed.before[field]);
    this.#note(laptop, `${collection} ${id} ${field} ${changed ? token : 'is not there'}`);
  }

  async #remove(laptop: ThreadedLaptop): Promise<void> {
    const collection = this.#random.next() < 0.5 ? 'answers' : 'findings';
    const id = this.#someId(collection);
    if (!id) return;
    this.history.replaced(await laptop.remove(collection, id));
    this.#note(laptop, `remove ${collection} ${id}`);
  }

  async #settle(laptop: ThreadedLaptop): Promise<void> {
    const collection = this.#random.pick(written);
    const id = this.#someId(collection);
    if (id && (await laptop.settle(collection, id))) this.#note(laptop, `settle ${collection} ${id}`);
  }

  async #restart(laptop: ThreadedLaptop): Promise<void> {
    await laptop.restart();
    this.#note(laptop, 'restart');
  }

  async #setClock(laptop: ThreadedLaptop): Promise<void> {
    const aheadMs = this.#wrongBy();
    await laptop.setClock(aheadMs);
    this.#note(laptop, `clock ${aheadMs} ms ahead`);
  }

  #someId(collection: Written): string | null {
    const ids = this.#ids[collection];
    return ids.length === 0 ? null : this.#random.pick(ids);
  }

  #wrongBy(): number {
    return this.#random.between(-yearMs, yearMs);
  }

  #note(laptop: ThreadedLaptop, what: string): void {
    this.#tell(`${this.laptops.indexOf(laptop)}: ${what}`);
  }
}
