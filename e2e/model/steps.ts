import { contentOf } from '../../shared/domain/merge/bookkeeping.ts';
import { openConflicts } from '../../shared/domain/merge/settle.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Synced } from '../../shared/schema/common.ts';
import { change, insert, remove, restart, settle } from './device.ts';
import { asked, mayTake, notePage, placeToAskFrom, storePage, takePage, waitsForUpstream } from './downstream.ts';
import { mustRecover, recover } from './recovery.ts';
import type { Rules } from './rules.ts';
import { commit, keepBackup, pull, restore, takeXid } from './server.ts';
import {
  hasTasks,
  isForgotten,
  lookIntoWaiting,
  merge,
  noteAccepted,
  noteMerged,
  send,
  take,
} from './upstream.ts';
import { type Budget, type Device, deviceOf, nextOf, type Push, type Reply, type Request, type World } from './world.ts';

/** What may happen next, in words. */
export interface Step {
  readonly label: string;
  /** True for what happens by itself as long as there is anything to do: not for people and misfortunes. */
  readonly isOwn: boolean;
  readonly after: World;
}

/** A document that people may write, and which of its fields. */
export interface Subject {
  readonly collection: string;
  readonly id: string;
  readonly fields: readonly string[];
  /** What it is made of where nobody has made it yet. */
  readonly made: object;
  readonly mayRemove: boolean;
}

export interface Play {
  readonly rules: Rules;
  readonly subjects: readonly Subject[];
}

/** Everything that may happen next. */
export async function stepsFrom(world: World, play: Play): Promise<Step[]> {
  const steps: Step[] = [];
  const add = async (label: string, isOwn: boolean, happen: (next: World) => unknown) => {
    const after = nextOf(world);
    if ((await happen(after)) !== false) steps.push({ label, isOwn, after });
  };
  const spend = (next: World, what: Exclude<keyof Budget, 'writes'>) => {
    next.budget = { ...next.budget, [what]: next.budget[what] - 1 };
  };
  for (const at of world.devices.keys()) {
    await addWrites(world, play, at, add);
    await addSync(world, play, at, add, spend);
    if (world.budget.restarts > 0) {
      await add(`${deviceOf(world, at).name} is started again`, false, (next) => {
        spend(next, 'restarts');
        restart(deviceOf(next, at), play.rules);
      });
    }
  }
  for (const [nth, { xid, request }] of world.server.open.entries()) {
    await add(`the transaction ${xid} of ${deviceOf(world, request.device).name} commits`, true, (next) => {
      next.server.open = next.server.open.filter((_, each) => each !== nth);
      const reply = commit(next, play.rules, request, xid);
      answer(next, request, reply);
    });
  }
  for (const [nth, request] of world.server.late.entries()) {
    await add(`an old push of ${deviceOf(world, request.device).name} arrives`, true, (next) => {
      next.server.late = next.server.late.filter((_, each) => each !== nth);
      if (request.met === null || request.met === next.server.epoch) commit(next, play.rules, request, null);
    });
  }
  if (world.budget.backups > 0) {
    await add('a backup is made', false, (next) => {
      spend(next, 'backups');
      next.server.backup = keepBackup(next.server);
    });
  }
  if (world.budget.restores > 0 && world.server.backup) {
    await add('the server is restored', false, (next) => {
      spend(next, 'restores');
      restore(next.server);
    });
  }
  return steps;
}

type Add = (label: string, isOwn: boolean, happen: (next: World) => unknown) => Promise<void>;

/** What the person at a device may do. */
async function addWrites(world: World, { subjects }: Play, at: number, add: Add): Promise<void> {
  const left = world.budget.writes[at] ?? 0;
  if (left === 0) return;
  const { name, writes, replicas } = deviceOf(world, at);
  const value = `value-${name}-${writes + 1}-`;
  const wrote = (next: World, seen: unknown, isEntered: boolean) => {
    const replaced = tokensIn(seen);
    next.standing = [...next.standing.filter((token) => !replaced.includes(token)), ...(isEntered ? [value] : [])].sort();
    next.budget = { ...next.budget, writes: next.budget.writes.with(at, left - 1) };
  };
  for (const { collection, id, fields, made, mayRemove } of subjects) {
    const state = replicas[collection]?.stored[id]?.state;
    if (!state) {
      const [field = ''] = fields;
      await add(`${name} makes ${id} with ${value}`, false, (next) => {
        insert(next, at, collection, id, { ...made, [field]: value });
        wrote(next, null, true);
      });
    }
    if (!state || state._deleted) continue;
    for (const field of fields) {
      await add(`${name} writes ${value} into ${field} of ${id}`, false, (next) => {
        change(next, at, collection, id, () => ({ [field]: value }));
        wrote(next, state[field], true);
      });
    }
    if (mayRemove) {
      await add(`${name} removes ${id}`, false, (next) => {
        remove(next, at, collection, id);
        wrote(next, contentOf(state), false);
      });
    }
    const [conflict] = openConflicts(state as unknown as Synced);
    for (const claim of conflict?.values ?? []) {
      const text = JSON.stringify(claim.value);
      await add(`${name} settles ${conflict?.path} of ${id} by ${text}`, false, (next) => {
        settle(next, at, collection, id, conflict?.id ?? '', claim.value);
        wrote(next, null, false);
      });
    }
  }
}

export function tokensIn(value: unknown): string[] {
  return JSON.stringify(value ?? null).match(/value-[a-z]+-\d+-/g) ?? [];
}

/** What the program on a device, and the wire, may do. */
async function addSync(
  world: World,
  { rules }: Play,
  at: number,
  add: Add,
  spend: (next: World, what: Exclude<keyof Budget, 'writes'>) => void,
): Promise<void> {
  const device = deviceOf(world, at);
  const { name } = device;
  if (mustRecover(world, device)) {
    await add(`${name} gives back what the server has lost`, true, (next) => recover(next, at, deviceOf(next, at)));
  }
  for (const [collection, replica] of Object.entries(device.replicas)) {
    const { push, page } = replica.memory;
    const on = (next: World) => replicaIn(next, at, collection);
    const pushed = (label: string, happen: (next: World, push: Push, reply: Reply) => unknown) =>
      push?.reply && add(label, true, (next) => happen(next, push, push.reply as Reply));

    if (hasTasks(replica)) await add(`${name} takes up ${collection}`, true, (next) => send(on(next), collection));
    if (isForgotten(replica)) await add(`${name} looks into what waits`, true, (next) => lookIntoWaiting(on(next)));
    if (push?.stage === 'onTheWire' && !push.reply && !mustRecover(world, device)) {
      await addArrival(world, rules, at, collection, push, add, spend);
    }
    if (push?.stage === 'onTheWire') {
      await pushed(`${name} gets the answer to its push`, (next, was, reply) => {
        take(on(next), was, reply);
        meet(next, at);
      });
      if (push.reply && world.budget.lost > 0) {
        await pushed(`the answer to ${name} is lost`, (next, was) => {
          spend(next, 'lost');
          on(next).memory.push = { ...was, reply: null };
        });
      }
    }
    if (push?.stage === 'answered') {
      await pushed(`${name} notes what was accepted`, (next, was, reply) => noteAccepted(on(next), rules, was, reply));
    }
    if (push?.stage === 'noted') {
      await pushed(`${name} merges`, (next, was, reply) => merge(on(next), rules, collection, was, reply));
    }
    if (push?.stage === 'merged') {
      await pushed(`${name} notes over what it merged`, (next, was, reply) => noteMerged(on(next), rules, was, reply));
    }
    if (!page && !mustRecover(world, device)) {
      const answered = await pull(world, rules, at, collection, placeToAskFrom(replica));
      const isNews = answered !== 'restored' && (answered.documents.length > 0 || replica.memory.isFromStart);
      if (isNews) {
        await add(`${name} asks for ${collection}`, true, (next) => {
          asked(on(next), answered);
          meet(next, at);
        });
      }
    }
    if (page?.stage === 'onTheWire' && mayTake(replica, rules, page)) {
      await add(`${name} gets a page of ${collection}`, true, (next) => takePage(on(next), deviceOf(next, at), page));
    }
    if (page?.stage === 'received' && !waitsForUpstream(replica, page)) {
      await add(`${name} stores the page`, true, (next) => storePage(on(next), rules, page));
    }
    if (page?.stage === 'stored') {
      await add(`${name} notes the page`, true, (next) => notePage(on(next), rules, page));
    }
  }
}

/** A push reaches the server: once, or more often, or its transaction begins and goes on later. */
async function addArrival(
  world: World,
  rules: Rules,
  at: number,
  collection: string,
  push: Push,
  add: Add,
  spend: (next: World, what: Exclude<keyof Budget, 'writes'>) => void,
): Promise<void> {
  const { name, met } = deviceOf(world, at);
  const { open } = world.server;
  const rows = push.rows
    .filter(({ isSent }) => isSent)
    .map(({ stored, note }) => ({ base: note ? revisionOf(note.state) : null, document: stored.state }));
  const request: Request = { device: at, collection, met, rows };
  if (open.some((each) => each.request.device === at && each.request.collection === collection)) return;
  await add(`the server stores the push of ${name}`, true, (next) =>
    answer(next, request, commit(next, rules, request, null)),
  );
  if (world.budget.open > 0) {
    await add(`a transaction of ${name} begins`, false, (next) => {
      spend(next, 'open');
      next.server.open = [...next.server.open, { xid: takeXid(next.server), request }];
    });
  }
  if (world.budget.late > 0) {
    await add(`a copy of the push of ${name} stays on the wire`, false, (next) => {
      spend(next, 'late');
      next.server.late = [...next.server.late, request];
    });
  }
}

/** The answer is on its way to who still waits for it. */
function answer(next: World, { device, collection, rows }: Request, reply: Reply): void {
  const { memory } = replicaIn(next, device, collection);
  const { push } = memory;
  const isWaitedFor =
    push?.stage === 'onTheWire' && rows.every(({ document }) => push.rows.some(({ stored }) => stored.state === document));
  if (push && isWaitedFor) memory.push = { ...push, reply };
}

function meet(next: World, at: number): void {
  const device = deviceOf(next, at);
  device.met ??= next.server.epoch;
}

function replicaIn(world: World, at: number, collection: string) {
  const replica = (deviceOf(world, at) as Device).replicas[collection];
  if (!replica) throw new Error(`no ${collection}`);
  return replica;
}
