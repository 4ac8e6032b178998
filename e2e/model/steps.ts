import { contentOf } from '../../shared/domain/merge/bookkeeping.ts';
import { openConflicts } from '../../shared/domain/merge/settle.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Synced } from '../../shared/schema/common.ts';
import { change, insert, remove, restart, settle } from './device.ts';
import { asked, mayTake, notePage, placeToAskFrom, storePage, takePage, waitsForUpstream } from './downstream.ts';
import { mustRecover, recover } from './recovery.ts';
import type { Rules } from './rules.ts';
import { commit, keepBackup, pull, restore, takeXid } from './server.ts';
import { hasTasks, isForgotten, lookIntoWaiting, merge, noteAccepted, noteMerged, send, take } from './upstream.ts';
import {
  type Budget,
  copyOf,
  type Device,
  type Replica,
  type Reply,
  type Request,
  replicaOf,
  type Server,
} from './world.ts';

/** Something that may happen, and the parts of the world that are others after it. */
export interface Step {
  readonly label: string;
  /** `own`: by itself, as long as there is anything to do. Else whose budget it is on. */
  readonly by: 'own' | keyof Budget;
  /** Between a device and its own disk. */
  readonly isOnDisk?: boolean;
  readonly device?: Device;
  readonly server?: Server;
  /** A person wrote: the value entered, if any, and those that they had before them and replaced. */
  readonly wrote?: { readonly entered: string | null; readonly replaced: readonly string[] };
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
  /**
   * `write`: between any two durable writes of a device everything else may happen. `message`: what a device does with its
   * own disk is one moment, and only messages take their time; so much fewer states that people can write more often.
   */
  readonly grain: 'write' | 'message';
  /** Every answer comes: nobody is asked to choose where each who wrote had seen what stood. */
  readonly isCalm?: boolean;
  readonly subjects: readonly Subject[];
}

/** What may happen on a device without the server. */
export async function stepsAlone(device: Device, play: Play): Promise<Step[]> {
  const steps = await stepsOn(device, play);
  return play.grain === 'write' ? steps : Promise.all(steps.map((step) => withDisk(step, play)));
}

/** The step, and after it all that the device does with its own disk. */
async function withDisk(step: Step, play: Play): Promise<Step> {
  for (let { device } = step; device; ) {
    const next = (await stepsOn(device, play)).find(({ isOnDisk }) => isOnDisk);
    if (!next) return { ...step, device };
    device = next.device;
  }
  return step;
}

async function stepsOn(device: Device, play: Play): Promise<Step[]> {
  const steps = writesOn(device, play);
  const { rules } = play;
  const { name } = device;
  const add = async (label: string, by: Step['by'], happen: (next: Device) => unknown, isOnDisk = false) => {
    const next = copyOf(device);
    await happen(next);
    steps.push({ label: `${name} ${label}`, by, device: next, isOnDisk });
  };
  const onDisk = (label: string, happen: (next: Device) => unknown) => add(label, 'own', happen, true);
  await add('is started again', 'restarts', (next) => restart(next, rules));
  for (const [collection, replica] of Object.entries(device.replicas)) {
    const on = (next: Device) => replicaOf(next, collection);
    const { push, page } = replica.memory;
    if (hasTasks(replica)) await onDisk(`takes up ${collection}`, (next) => send(on(next), collection));
    if (isForgotten(replica)) await onDisk('looks into what waits', (next) => lookIntoWaiting(on(next)));
    if (push?.reply) {
      const { reply } = push;
      if (push.stage === 'onTheWire') {
        await add('gets the answer to its push', 'own', (next) => {
          take(on(next), push, reply);
          next.met ??= reply.epoch;
        });
        await add('never gets the answer to its push', 'lost', (next) => {
          on(next).memory.push = { ...push, reply: null };
        });
      } else if (push.stage === 'answered') {
        await onDisk('notes what was accepted', (next) => noteAccepted(on(next), rules, push, reply));
      } else if (push.stage === 'noted') {
        await onDisk('merges', (next) => merge(on(next), rules, collection, push, reply));
      } else {
        await onDisk('notes over what it merged', (next) => noteMerged(on(next), rules, push, reply));
      }
    }
    if (page?.stage === 'onTheWire' && mayTake(replica, rules, page)) {
      await add(`gets the page of ${collection}`, 'own', (next) => takePage(on(next), next, page));
    }
    if (page?.stage === 'received' && !waitsForUpstream(replica, page)) {
      await onDisk('stores the page', (next) => storePage(on(next), rules, page));
    }
    if (page?.stage === 'stored') await onDisk('notes the page', (next) => notePage(on(next), rules, page));
  }
  return steps;
}

/** What the person at a device may do. */
function writesOn(device: Device, { subjects }: Play): Step[] {
  const steps: Step[] = [];
  const { name, writes } = device;
  const value = `value-${name}-${writes + 1}-`;
  const add = (label: string, seen: unknown, entered: string | null, happen: (next: Device) => void) => {
    const next = copyOf(device);
    happen(next);
    const wrote = { entered, replaced: tokensIn(seen) };
    steps.push({ label: `${name} ${label}`, by: 'writes', device: next, wrote });
  };
  for (const { collection, id, fields, made, mayRemove } of subjects) {
    const state = replicaOf(device, collection).stored[id]?.state;
    if (!state) {
      const [field = ''] = fields;
      add(`makes ${id}: ${field} is ${value}`, null, value, (next) => {
        insert(next, collection, id, { ...made, [field]: value });
      });
    }
    if (!state || state._deleted) continue;
    for (const field of fields) {
      add(`writes into ${id}: ${field} is ${value}`, state[field], value, (next) => {
        change(next, collection, id, () => ({ [field]: value }));
      });
    }
    if (mayRemove) add(`removes ${id}`, contentOf(state), null, (next) => remove(next, collection, id));
    const [conflict] = openConflicts(state as unknown as Synced);
    for (const claim of conflict?.values ?? []) {
      add(`settles ${conflict?.path} of ${id} by ${JSON.stringify(claim.value)}`, null, null, (next) => {
        settle(next, collection, id, conflict?.id ?? '', claim.value);
      });
    }
  }
  return steps;
}

/** The values that people entered which stand in something. */
export function tokensIn(value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.match(/value-[a-z]+-\d+-/g) ?? [];
}

/** What may happen between a device and the server. */
export async function stepsTogether(device: Device, server: Server, play: Play): Promise<Step[]> {
  const { rules } = play;
  const steps: Step[] = [];
  const { name } = device;
  const add = async (label: string, by: Step['by'], happen: (next: Device, server: Server) => unknown) => {
    const [next, nextServer] = [copyOf(device), { ...server }];
    await happen(next, nextServer);
    const step = { label, by, device: next, server: nextServer };
    steps.push(play.grain === 'write' ? step : await withDisk(step, play));
  };
  for (const transaction of server.open) {
    const { request, xid } = transaction;
    if (request.sender.name !== name) continue;
    await add(`the transaction of ${name} commits`, 'own', (next, there) => {
      there.open = there.open.filter((each) => each !== transaction);
      answer(next, request, commit(there, rules, request, xid));
    });
  }
  if (mustRecover(server, device)) {
    await add(`${name} gives back what the server has lost`, 'own', (next, there) => recover(there, next, rules));
    return steps;
  }
  for (const [collection, replica] of Object.entries(device.replicas)) {
    const request = requestOf(device, collection, replica);
    const isBegun = server.open.some(
      ({ request: each }) => each.sender.name === name && each.collection === collection,
    );
    if (request && !isBegun) {
      await add(`the server stores the push of ${name}`, 'own', (next, there) => {
        answer(next, request, commit(there, rules, request, null));
      });
      await add(`a transaction of ${name} begins`, 'open', (_, there) => {
        there.open = [...there.open, { xid: takeXid(there), request }];
      });
      await add(`a copy of the push of ${name} stays on the wire`, 'late', (_, there) => {
        there.late = [...there.late, request];
      });
    }
    if (replica.memory.page) continue;
    const from = placeToAskFrom(replica);
    const page = await pull(server, rules, device, collection, from);
    if (page === 'restored' || page.place === from) continue;
    await add(`${name} asks for ${collection}`, 'own', (next) => {
      asked(replicaOf(next, collection), page);
      next.met ??= page.epoch;
    });
  }
  return steps;
}

/** What may happen to the server alone. */
export function stepsOfServer(server: Server, { rules }: Play): Step[] {
  const steps = server.late.map((request): Step => {
    const next = { ...server, late: server.late.filter((each) => each !== request) };
    if (request.met === null || request.met === server.epoch) commit(next, rules, request, null);
    return { label: `the old push of ${request.sender.name} arrives`, by: 'own', server: next };
  });
  if (server.backup) {
    const restored = { ...server };
    restore(restored);
    steps.push({ label: 'the server is restored', by: 'restores', server: restored });
  }
  return [...steps, { label: 'a backup is made', by: 'backups', server: { ...server, backup: keepBackup(server) } }];
}

/** The push that the server has not answered. */
function requestOf({ name, person, met }: Device, collection: string, { memory }: Replica): Request | null {
  const { push } = memory;
  if (push?.stage !== 'onTheWire' || push.reply) return null;
  const rows = push.rows
    .filter(({ isSent }) => isSent)
    .map(({ stored, note }) => ({ base: note ? revisionOf(note.state) : null, document: stored.state }));
  return { sender: { name, person }, collection, met, rows };
}

/** The answer is on its way to the device, if that still waits for it. */
function answer(device: Device, { collection, rows }: Request, reply: Reply): void {
  const { memory } = replicaOf(device, collection);
  const { push } = memory;
  if (push?.stage !== 'onTheWire') return;
  const isWaitedFor = rows.every(({ document }) => push.rows.some(({ stored }) => stored.state === document));
  if (isWaitedFor) memory.push = { ...push, reply };
}
