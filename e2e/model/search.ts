import { canonicalText } from '../../shared/domain/revision.ts';
import { brokenIn } from './promises.ts';
import { type Play, type Step, stepsAlone, stepsOfServer, stepsTogether } from './steps.ts';
import type { World } from './world.ts';

/** How far a search went, and the first thing that it found wrong. */
export interface Found {
  /** Different states, each looked at once. */
  readonly states: number;
  /** Ways from one to the next. */
  readonly steps: number;
  /** Steps to the state that is farthest away. */
  readonly depth: number;
  /** States in which nothing is left to do. */
  readonly quiet: number;
  /** False when there were more states than were allowed. */
  readonly isWhole: boolean;
  readonly broken: Broken | null;
}

export interface Broken {
  readonly what: string;
  /** The shortest way to it. */
  readonly trace: readonly string[];
}

/**
 * Goes through every state that can be reached, nearest first. People and misfortunes are bounded by the world's budget;
 * what happens by itself is not: a search that is whole has seen everything come to rest.
 */
export async function search(start: World, play: Play, mostStates: number): Promise<Found> {
  const parts = new Parts(play);
  const numbers = new Map<string, number>();
  const cameFrom: number[] = [];
  const labels: string[] = [];
  const own: number[][] = [];
  let [steps, depth, quiet] = [0, 0, 0];
  const found = (broken: Broken | null, isWhole = true): Found => {
    return { states: numbers.size, steps, depth, quiet, isWhole, broken };
  };
  const traceTo = (number: number): string[] => {
    const trace: string[] = [];
    for (let at = number; at > 0; at = cameFrom[at] ?? 0) trace.push(labels[at] ?? '');
    return trace.reverse();
  };
  const numberOf = (world: World, from: number, label: string): [number, boolean] => {
    const key = parts.keyOf(world);
    const known = numbers.get(key);
    if (known !== undefined) return [known, false];
    const number = numbers.size;
    numbers.set(key, number);
    cameFrom.push(from);
    labels.push(label);
    own.push([]);
    return [number, true];
  };
  let level: [number, World][] = [[numberOf(parts.shared(start), 0, '')[0], parts.shared(start)]];
  for (; level.length > 0; depth += 1) {
    const further: [number, World][] = [];
    for (const [number, world] of level) {
      let next: readonly [Step, World][];
      try {
        next = await parts.stepsFrom(world);
      } catch (thrown) {
        return found({ what: String(thrown), trace: traceTo(number) });
      }
      const isQuiet = !next.some(([{ by }]) => by === 'own');
      if (isQuiet) quiet += 1;
      const what = brokenIn(world, isQuiet, play);
      if (what) return found({ what, trace: traceTo(number) });
      for (const [{ label, by }, after] of next) {
        steps += 1;
        const [reached, isNew] = numberOf(after, number, label);
        if (by === 'own') own[number]?.push(reached);
        if (isNew) further.push([reached, after]);
      }
      if (numbers.size > mostStates) return found(null, false);
    }
    level = further;
  }
  const endless = stateInCircle(own);
  return found(endless === null ? null : { what: 'goes on for ever', trace: traceTo(endless) });
}

/** The world once nothing is left to do by itself: in one order of many. */
export async function atRest(world: World, play: Play): Promise<World> {
  const parts = new Parts(play);
  for (let now = parts.shared(world); ; ) {
    const next = (await parts.stepsFrom(now)).find(([{ by }]) => by === 'own');
    if (!next) return now;
    now = next[1];
  }
}

/** The parts of which worlds are made: equal ones are the same, and what may happen to them is found out once. */
class Parts {
  readonly #play: Play;
  readonly #byText = new Map<string, object>();
  readonly #names = new WeakMap<object, number>();
  readonly #texts = new Map<string, string>();
  readonly #textOf = new WeakMap<object, string>();
  readonly #steps = new Map<string, readonly Step[]>();

  constructor(play: Play) {
    this.#play = play;
  }

  keyOf({ server, devices, budget, entered }: World): string {
    return [server, ...devices, budget, entered].map((part) => this.#names.get(part)).join();
  }

  shared({ server, devices, budget, entered }: World): World {
    return {
      server: this.#shared(server),
      devices: devices.map((device) => this.#shared(device)),
      budget: this.#shared(budget),
      entered: this.#shared(entered),
    };
  }

  async stepsFrom(world: World): Promise<[Step, World][]> {
    const { server, devices, budget } = world;
    const all: [Step, World][] = [];
    const add = (steps: readonly Step[], at: number) => {
      for (const step of steps) {
        const left = step.by === 'own' || (step.by === 'writes' ? (budget.writes[at] ?? 0) : budget[step.by]) > 0;
        if (left) all.push([step, this.#after(world, step, at)]);
      }
    };
    for (const [at, device] of devices.entries()) {
      const [one, two] = [this.#names.get(device), this.#names.get(server)];
      add(this.#steps.get(`${one}`) ?? (await this.#keep(`${one}`, stepsAlone(device, this.#play))), at);
      const both = `${one},${two}`;
      add(this.#steps.get(both) ?? (await this.#keep(both, stepsTogether(device, server, this.#play))), at);
    }
    const alone = `${this.#names.get(server)}`;
    add(this.#steps.get(alone) ?? (await this.#keep(alone, stepsOfServer(server, this.#play))), -1);
    return all;
  }

  async #keep(key: string, found: Promise<Step[]> | Step[]): Promise<readonly Step[]> {
    const steps = (await found).map((step) => ({
      ...step,
      ...(step.device ? { device: this.#shared(step.device) } : {}),
      ...(step.server ? { server: this.#shared(step.server) } : {}),
    }));
    this.#steps.set(key, steps);
    return steps;
  }

  #after(world: World, { by, device, server, wrote }: Step, at: number): World {
    let { budget, entered } = world;
    if (by === 'writes') {
      budget = this.#shared({ ...budget, writes: budget.writes.with(at, (budget.writes[at] ?? 0) - 1) });
    } else if (by !== 'own') budget = this.#shared({ ...budget, [by]: budget[by] - 1 });
    if (wrote) {
      const left = entered.standing.filter((value) => !wrote.replaced.includes(value));
      const standing = [...left, ...(wrote.entered ? [wrote.entered] : [])].sort();
      entered = this.#shared({ standing, isApart: entered.isApart || left.length > 0 || wrote.entered === null });
    }
    const devices = device ? world.devices.with(at, device) : world.devices;
    return { server: server ?? world.server, devices, budget, entered };
  }

  #shared<Part extends object>(part: Part): Part {
    if (this.#names.has(part)) return part;
    const text = this.#textOfPart(part);
    const known = this.#byText.get(text);
    // Equal texts are of equal parts.
    if (known) return known as Part;
    this.#byText.set(text, part);
    this.#names.set(part, this.#byText.size);
    return part;
  }

  /** Documents stand in it by a short name. */
  #textOfPart(part: object): string {
    return JSON.stringify(part, (_, value: unknown) => {
      if (typeof value === 'string' && value.length > 100) return this.#short(value);
      if (typeof value !== 'object' || value === null || !('conflicts' in value && 'updatedAt' in value)) return value;
      const known = this.#textOf.get(value) ?? this.#short(canonicalText(value));
      this.#textOf.set(value, known);
      return known;
    });
  }

  #short(text: string): string {
    const name = this.#texts.get(text) ?? `#${this.#texts.size}`;
    this.#texts.set(text, name);
    return name;
  }
}

/** A state from which what happens by itself may lead back to it; null when everything comes to rest. */
function stateInCircle(own: readonly (readonly number[])[]): number | null {
  const before = new Int32Array(own.length);
  for (const after of own) for (const each of after) before[each] = (before[each] ?? 0) + 1;
  const free: number[] = [];
  for (const [number, count] of before.entries()) if (count === 0) free.push(number);
  let passed = 0;
  for (let number = free.pop(); number !== undefined; number = free.pop()) {
    passed += 1;
    for (const each of own[number] ?? []) {
      before[each] = (before[each] ?? 0) - 1;
      if (before[each] === 0) free.push(each);
    }
  }
  return passed === own.length ? null : before.findIndex((count) => count > 0);
}
