import { createHash } from 'node:crypto';
import { canonicalText } from '../../shared/domain/revision.ts';
import { brokenIn } from './promises.ts';
import { type Play, stepsFrom } from './steps.ts';
import type { World } from './world.ts';

/** How far a search went, and the first thing that it found wrong. */
export interface Found {
  /** Different states, each reached in all ways that lead to it. */
  readonly states: number;
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

interface Seen {
  readonly from: number;
  readonly label: string;
}

/**
 * Goes through every state that can be reached, nearest first, and looks at each once. People and misfortunes are bounded by
 * the world's budget; what happens by itself is not, so that a search that is whole has seen everything come to rest.
 */
export async function search(start: World, play: Play, mostStates: number): Promise<Found> {
  const numbers = new Map<string, number>();
  const seen: Seen[] = [];
  const own: number[][] = [];
  let [steps, depth, quiet, isWhole] = [0, 0, 0, true];
  const found = (broken: Broken | null): Found => ({ states: seen.length, steps, depth, quiet, isWhole, broken });
  const note = (world: World, from: number, label: string): number | null => {
    const key = keyOf(world);
    const known = numbers.get(key);
    if (known !== undefined) {
      own[from]?.push(known);
      return null;
    }
    numbers.set(key, seen.length);
    own[from]?.push(seen.length);
    seen.push({ from, label });
    own.push([]);
    return seen.length - 1;
  };
  note(start, -1, '');
  for (let level: [number, World][] = [[0, start]]; level.length > 0; depth += 1) {
    const further: [number, World][] = [];
    for (const [number, world] of level) {
      let next: Awaited<ReturnType<typeof stepsFrom>>;
      try {
        next = await stepsFrom(world, play);
      } catch (thrown) {
        return found({ what: String(thrown), trace: traceTo(seen, number) });
      }
      const isQuiet = !next.some(({ isOwn }) => isOwn);
      if (isQuiet) quiet += 1;
      const what = brokenIn(world, isQuiet);
      if (what) return found({ what, trace: traceTo(seen, number) });
      for (const { label, after, isOwn } of next) {
        steps += 1;
        const fresh = note(after, number, label);
        if (!isOwn) own[number]?.pop();
        if (fresh !== null) further.push([fresh, after]);
      }
      if (seen.length > mostStates) {
        isWhole = false;
        return found(null);
      }
    }
    level = further;
  }
  const endless = stateInCircle(own);
  return found(endless === null ? null : { what: 'goes on for ever', trace: traceTo(seen, endless) });
}

function traceTo(seen: readonly Seen[], number: number): string[] {
  const trace: string[] = [];
  for (let at = number; at > 0; at = seen[at]?.from ?? 0) trace.push(seen[at]?.label ?? '');
  return trace.reverse();
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

const names = new Map<string, string>();
const nameOf = new WeakMap<object, string>();
const longText = 100;

/** Equal for equal states; documents stand in it by a short name. */
function keyOf(world: World): string {
  const text = JSON.stringify(world, (_, value: unknown) => {
    if (typeof value === 'string' && value.length > longText) return short(value);
    if (typeof value !== 'object' || value === null || !('conflicts' in value && 'updatedAt' in value)) return value;
    const known = nameOf.get(value) ?? short(canonicalText(value));
    nameOf.set(value, known);
    return known;
  });
  return createHash('sha1').update(text).digest('base64');
}

function short(text: string): string {
  const name = names.get(text) ?? `#${names.size}`;
  names.set(text, name);
  return name;
}
