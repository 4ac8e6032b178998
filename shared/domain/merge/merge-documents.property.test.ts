import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Synced } from '../../schema/common.ts';
import { nextStamp } from '../clock/stamp.ts';
import { checkHistory } from '../permission/history.ts';
import { remembered } from '../permission/permission.ts';
import { canonicalText, revisionOf } from '../revision.ts';
import { withLateEdit } from './late-edit.ts';
import { mergeDocuments } from './merge-documents.ts';
import { type WriteStamp, writeAs } from './origins.ts';
import type { MergeRules } from './rules.ts';
import { openConflicts, settleConflict } from './settle.ts';

/** `SEED=123 RUNS=10000 vitest run ...` plays a run again, or a longer one. */
const parameters = {
  seed: Number(process.env.SEED ?? Date.now() % 2_147_483_647),
  numRuns: Number(process.env.RUNS ?? 200),
};
console.info(`merge properties: SEED=${parameters.seed}`);

/** A document with one of every shape that merges in its own way. */
interface Sheet extends Synced {
  title: string;
  note: string | null;
  ground: { number: string; by: string };
  tags: string[];
  people: { id: string; name: string; role: string; sections: string[] }[];
  law: { id: string; article: string } | null;
  log: { id: string; at: string; what: string }[];
  computed: string;
  _deleted: boolean;
}

const sheetRules: MergeRules = { appendOnly: ['log'], computed: ['computed'], blank: { title: 'untitled' } };

const start = Date.UTC(2026, 10, 18, 1, 0, 0);

function stampAt(ms: number, by: string, device = `device-of-${by}`): WriteStamp {
  return { by, device, at: nextStamp(null, ms, device), clockOffsetMs: 0 };
}

/** A document as `p-0` made it. */
function sheet(own: Partial<Sheet> = {}): Sheet {
  const made = stampAt(start, 'p-0');
  return {
    id: 's1',
    scope: '01',
    createdAt: made.at,
    createdBy: made.by,
    updatedAt: made.at,
    updatedBy: made.by,
    device: made.device,
    clockOffsetMs: 0,
    conflicts: [],
    title: 'untitled',
    note: null,
    ground: { number: 'n0', by: 'b0' },
    tags: ['t0', 't1'],
    people: [
      { id: 'a', name: 'An', role: 'leader', sections: ['A'] },
      { id: 'b', name: 'Ba', role: 'member', sections: [] },
    ],
    law: null,
    log: [],
    computed: '',
    _deleted: false,
    ...own,
  };
}

/** One edit; `text` is new in the world, so that it can be looked for afterwards. */
interface Edit {
  readonly kind:
    | 'title'
    | 'note'
    | 'number'
    | 'by'
    | 'tagIn'
    | 'tagOut'
    | 'personIn'
    | 'personOut'
    | 'role'
    | 'section'
    | 'law'
    | 'log'
    | 'delete'
    | 'revive'
    | 'settle';
  readonly pick: number;
}

const editOf: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    'title',
    'title',
    'note',
    'number',
    'by',
    'tagIn',
    'tagOut',
    'personIn',
    'personOut',
    'role',
    'role',
    'section',
    'law',
    'log',
    'delete',
    'revive',
    'settle',
  ),
  pick: fc.nat({ max: 7 }),
});

/** Makes an edit; `text` is what it enters. `entered` and `dropped` tell what it put in and what it saw and replaced. */
function edited(
  from: Sheet,
  { kind, pick }: Edit,
  stamp: WriteStamp,
  text: string,
): { next: Sheet; entered: string[]; dropped: string[] } {
  const person = from.people[pick % Math.max(from.people.length, 1)];
  const to = (change: Partial<Sheet>, entered: string[], dropped: unknown[]) => ({
    // What is written into a removed document makes it anew.
    next: writeAs(from, { ...from, _deleted: false, ...change }, stamp),
    entered,
    dropped: dropped.flatMap(textsIn),
  });
  const withPerson = (change: object) => from.people.map((each) => (each === person ? { ...each, ...change } : each));
  switch (kind) {
    case 'title':
      return to({ title: text }, [text], [from.title]);
    case 'note':
      return to({ note: text }, [text], [from.note]);
    case 'number':
      return to({ ground: { ...from.ground, number: text } }, [text], [from.ground.number]);
    case 'by':
      return to({ ground: { ...from.ground, by: text } }, [text], [from.ground.by]);
    case 'tagIn':
      return to({ tags: [...from.tags, text] }, [text], []);
    case 'tagOut':
      return to({ tags: from.tags.slice(1) }, [], [from.tags[0]]);
    case 'personIn':
      return to({ people: [...from.people, { id: text, name: text, role: 'member', sections: [] }] }, [text], []);
    case 'personOut':
      return to({ people: from.people.filter((each) => each !== person) }, [], [person]);
    case 'role':
      return person ? to({ people: withPerson({ role: text }) }, [text], [person.role]) : to({}, [], []);
    case 'section':
      return person ? to({ people: withPerson({ sections: [...person.sections, text] }) }, [text], []) : to({}, [], []);
    case 'law':
      return to({ law: { id: text, article: text } }, [text], [from.law]);
    case 'log':
      return to({ log: [...from.log, { id: text, at: stamp.at, what: text }] }, [text], []);
    case 'delete':
      return to({ _deleted: true }, [], [from]);
    case 'revive':
      return to({ _deleted: false }, [], []);
    case 'settle': {
      const open = openConflicts(from);
      const conflict = open[pick % Math.max(open.length, 1)];
      const value = conflict?.values[pick % conflict.values.length]?.value;
      if (!conflict) return to({}, [], []);
      const next = settleConflict(from, conflict.id, value, text, stamp);
      // Who chose to remove an element, or the document, saw what was in it.
      const left = textsIn(standing(next));
      return {
        next,
        entered: next._deleted ? [] : [text],
        dropped: textsIn(from).filter((each) => !left.includes(each)),
      };
    }
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What people find of a document: nothing of a removed one. */
function standing(document: Sheet): Sheet | null {
  return document._deleted ? null : document;
}

function merge(base: Sheet | null, mine: Sheet, theirs: Sheet): Sheet {
  return mergeDocuments({ base, mine, theirs, rules: sheetRules });
}

/** A device of the simulation: its own state, and the server's state that it last knew. */
interface Device {
  /** Whose it is: one person may have two. */
  readonly name: string;
  readonly laptop: string;
  readonly clockErrorMs: number;
  local: Sheet;
  known: Sheet;
  /** What is being typed as the title, and over which state: null once the field is left. */
  typing: { readonly seen: Sheet; readonly title: string } | null;
}

interface Server {
  state: Sheet;
  /** The states before, the latest last. */
  readonly past: Sheet[];
  /** Why it would not take what a device pushed in its own name. */
  readonly refusals: unknown[];
}

function newServer(state: Sheet): Server {
  return { state, past: [], refusals: [] };
}

/** Pushes and pulls as the replication does: a push names its base's revision; on a conflict the device merges. */
function synchronise(device: Device, server: Server): void {
  while (revisionOf(device.local) !== revisionOf(server.state)) {
    if (revisionOf(device.local) === revisionOf(device.known)) {
      device.local = server.state;
    } else if (revisionOf(device.known) === revisionOf(server.state)) {
      const problem = checkHistory('cases', server.state, device.local, device.name, remembered(server.past));
      if (problem) server.refusals.push({ problem, stored: server.state, next: device.local, by: device.name });
      server.past.push(server.state);
      server.state = device.local;
    } else {
      device.local = merge(device.known, device.local, server.state);
    }
    device.known = server.state;
  }
  device.known = server.state;
}

const year = 365 * 24 * 3_600_000;

const offline = fc.record({
  edits: fc.array(editOf, { minLength: 1, maxLength: 6 }),
  /** A wrong clock: up to a year off. */
  clockMs: fc.oneof(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: -year, max: year })),
});
type Offline = typeof offline extends fc.Arbitrary<infer Value> ? Value : never;

/** What one person made of a state, alone. */
function workedOn(from: Sheet, { edits, clockMs }: Offline, person: string): Sheet {
  return edits.reduce(
    (state, edit, turn) => edited(state, edit, stampAt(start + clockMs + turn, person), `${person}:${turn}`).next,
    from,
  );
}

describe('mergeDocuments, whatever was edited', () => {
  it('is symmetric: whoever merges gets the same document', () => {
    fc.assert(
      fc.property(offline, offline, fc.boolean(), (one, other, isKnown) => {
        const base = sheet();
        const [mine, theirs] = [workedOn(base, one, 'p-1'), workedOn(base, other, 'p-2')];
        const known = isKnown ? base : null;
        expect(canonicalText(merge(known, mine, theirs))).toBe(canonicalText(merge(known, theirs, mine)));
      }),
      parameters,
    );
  });

  it('takes the one side that changed, as it is', () => {
    fc.assert(
      fc.property(offline, (work) => {
        const base = sheet();
        const mine = workedOn(base, work, 'p-1');
        expect(merge(base, mine, base)).toEqual(mine);
        expect(merge(base, base, mine)).toEqual(mine);
        expect(merge(base, mine, mine)).toEqual(mine);
      }),
      parameters,
    );
  });

  it('changes nothing when merged again', () => {
    fc.assert(
      fc.property(offline, offline, fc.boolean(), (one, other, isKnown) => {
        const base = isKnown ? sheet() : null;
        const [mine, theirs] = [workedOn(sheet(), one, 'p-1'), workedOn(sheet(), other, 'p-2')];
        const merged = canonicalText(merge(base, mine, theirs));
        const again = JSON.parse(merged) as Sheet;
        expect(canonicalText(merge(base, again, theirs))).toBe(merged);
        expect(canonicalText(merge(base, mine, again))).toBe(merged);
        expect(canonicalText(merge(theirs, again, theirs))).toBe(merged);
      }),
      parameters,
    );
  });

  it('of two who made it apart is taken by the server, and holds what both wrote', () => {
    fc.assert(
      fc.property(offline, offline, (one, other) => {
        const stored = workedOn(sheet(), one, 'p-1');
        const made = stampAt(start + 1, 'p-2');
        const mine = workedOn(
          writeAs<Sheet>(null, { ...sheet(), createdBy: 'p-2', createdAt: made.at }, made),
          other,
          'p-2',
        );
        const merged = merge(null, mine, stored);
        expect(checkHistory('cases', stored, merged, 'p-2', [])).toBeNull();
        const kept = new Set(textsIn(merged));
        const written = [stored.title, mine.title].filter((title) => title !== 'untitled');
        expect(written.filter((text) => !kept.has(text))).toEqual([]);
      }),
      parameters,
    );
  });

  it('ends the same in whatever order three to five people meet', () => {
    const works = fc.array(offline, { minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(works, fc.infiniteStream(fc.nat()), (given, order) => {
        const base = sheet();
        const states = given.map((work, place) => workedOn(base, work, `p-${place + 1}`));
        const meeting = (list: readonly Sheet[]) => canonicalText(list.reduce((all, next) => merge(base, next, all)));
        const shuffled = states
          .map((state) => ({ state, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ state }) => state);
        expect(meeting(shuffled)).toBe(meeting(states));
      }),
      parameters,
    );
  });
});

describe('devices that edit off-line, settle, and meet at a server in any order', () => {
  const action = fc.record({
    device: fc.nat({ max: 4 }),
    does: fc.oneof(
      { weight: 6, arbitrary: editOf },
      { weight: 3, arbitrary: fc.constantFrom('sync' as const, 'type' as const) },
      { weight: 1, arbitrary: fc.constant('leave' as const) },
    ),
  });
  const world = fc.record({
    clocks: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -year, max: year })), { minLength: 2, maxLength: 5 }),
    actions: fc.array(action, { minLength: 1, maxLength: 60 }),
  });

  it('hold the same document in the end, no push of it is refused, and every value ever entered is in it or was seen and replaced', () => {
    fc.assert(
      fc.property(world, ({ clocks, actions }) => {
        const first = sheet();
        const server = newServer(first);
        const devices = clocks.map(
          (clockErrorMs, place): Device => ({
            name: `p-${(place % 3) + 1}`,
            laptop: `laptop-${place}`,
            clockErrorMs,
            local: first,
            known: first,
            typing: null,
          }),
        );
        const entered = new Set(textsIn([first.title, first.ground, first.tags, first.people]));
        const replaced = new Set<string>();
        for (const [turn, { device: place, does }] of actions.entries()) {
          const device = devices[place % devices.length];
          if (!device) continue;
          if (does === 'sync') synchronise(device, server);
          else if (does === 'leave') device.typing = null;
          else if (does === 'type') type(device, turn, entered, replaced);
          else work(device, does, turn, entered, replaced);
        }
        for (let round = 0; round < 2; round++) for (const device of devices) synchronise(device, server);

        expect(server.refusals).toEqual([]);
        const final = canonicalText(server.state);
        for (const device of devices) expect(canonicalText(device.local)).toBe(final);
        const kept = new Set(textsIn(standing(server.state)));
        expect([...entered].filter((text) => !kept.has(text) && !replaced.has(text))).toEqual([]);
      }),
      parameters,
    );
  });

  function work(device: Device, edit: Edit, turn: number, entered: Set<string>, replaced: Set<string>): void {
    const stamp = stampAt(start + device.clockErrorMs + turn * 1_000, device.name, device.laptop);
    const { next, entered: put, dropped } = edited(device.local, edit, stamp, `${device.laptop}:${turn}`);
    device.local = next;
    device.typing = null;
    for (const text of put) entered.add(text);
    for (const text of dropped) replaced.add(text);
  }

  /** The title is saved at every pause, over the state in which the typing began, whatever has come since. */
  function type(device: Device, turn: number, entered: Set<string>, replaced: Set<string>): void {
    if (device.local._deleted) return;
    const title = `${device.laptop}:${turn}`;
    const { seen, title: before } = device.typing ?? { seen: device.local, title: device.local.title };
    replaced.add(before);
    entered.add(title);
    device.typing = { seen, title };
    const stamp = stampAt(start + device.clockErrorMs + turn * 1_000, device.name, device.laptop);
    const edit = (from: Sheet) => writeAs(from, { ...from, title }, stamp);
    device.local = withLateEdit({ seen, current: device.local, edit, writer: stamp, rules: sheetRules });
  }
});
