import { isSameState } from '../../renderer/data/conflict-handler.ts';
import type { State } from '../../renderer/data/replication/ledger.ts';
import { readCheckpoint } from '../../server/services/checkpoint.ts';
import { byPlace, epochName, epochOf, rowsOf } from './server.ts';
import { type Play, tokensIn } from './steps.ts';
import type { Device, Entered, Replica, Row, Server, World } from './world.ts';

/** What does not hold in this state, in words; null where all does. `isQuiet`: nothing is left to do by itself. */
export function brokenIn({ server, devices, entered }: World, isQuiet: boolean, { isCalm }: Play): string | null {
  return (
    firstOf(devices, refusedWork) ??
    storedTwice(server) ??
    firstOf(devices, (device) => passedOver(server, device)) ??
    lostValue(server, devices, entered.standing) ??
    (isQuiet ? brokenAtRest(server, devices, entered) : null) ??
    (isQuiet && isCalm && !entered.isApart ? needlessConflict(server) : null)
  );
}

function brokenAtRest(server: Server, devices: readonly Device[], { standing }: Entered): string | null {
  return firstOf(devices, (device) => different(server, device)) ?? lostOnServer(server, standing);
}

function firstOf(devices: readonly Device[], look: (device: Device) => string | null): string | null {
  for (const device of devices) {
    const broken = look(device);
    if (broken !== null) return broken;
  }
  return null;
}

/** Nobody in this world does what is not theirs to do. */
const refusedWork = once((device: Device): string | null => {
  for (const { memory } of Object.values(device.replicas)) {
    const [refused] = Object.values(memory.push?.reply?.refused ?? {});
    if (refused) return `honest work of ${device.name} is refused: ${JSON.stringify(refused)}`;
  }
  return null;
});

/** A push that is sent again changes nothing. */
const storedTwice = once(({ stored }: Server): string | null => {
  for (const [key, revisions] of Object.entries(stored)) {
    if (new Set(revisions).size < revisions.length) return `${key} is stored twice in one state`;
  }
  return null;
});

/** A place in the feed promises that everything before it was met. */
const passedOver = onceForTwo((server: Server, device: Device): string | null => {
  for (const [collection, replica] of Object.entries(device.replicas)) {
    const { place } = replica;
    if (place === null || epochOf(place) !== epochName(server.epoch)) continue;
    const known = readCheckpoint(place, epochName(server.epoch));
    for (const row of Object.values(rowsOf(server, collection))) {
      const [kind, xid, seq] = known.get(row.scope) ?? ['back'];
      if (kind !== 'on' || row.origin === device.name) continue;
      if (byPlace(row, { xid: String(xid), seq: String(seq) }) <= 0 && !isMet(replica, row)) {
        return `${device.name} has come past a change of ${row.id} that it never met`;
      }
    }
  }
  return null;
});

/** True when the feed, or the answer to a push, has brought the state of this row. */
function isMet({ brought, notes }: Replica, { id, body, revision }: Row): boolean {
  const noted = notes[id]?.state;
  return brought[id] === revision || (noted !== undefined && isSameState(noted, JSON.parse(body)));
}

/** Whatever was acknowledged is with the server or on the disk of a device. */
function lostValue(server: Server, devices: readonly Device[], standing: readonly string[]): string | null {
  const isKept = (value: string) =>
    devices.some((device) => valuesOn(device).has(value)) || valuesIn(server).some((values) => values.includes(value));
  const lost = standing.find((value) => !isKept(value));
  return lost === undefined ? null : `${lost} is nowhere any more`;
}

const valuesOn = once((device: Device): ReadonlySet<string> => {
  const states = Object.values(device.replicas).flatMap(({ stored }) =>
    Object.values(stored).map(({ state }) => state),
  );
  return new Set(states.flatMap(tokensIn));
});

/** Of each document in turn. */
const valuesIn = once(({ tables }: Server): readonly (readonly string[])[] =>
  Object.values(tables).flatMap((rows) => Object.values(rows).map(({ body }) => tokensIn(body))),
);

/** Everybody has what the server has, and nothing waits. */
const different = onceForTwo((server: Server, device: Device): string | null => {
  for (const [collection, replica] of Object.entries(device.replicas)) {
    const rows = rowsOf(server, collection);
    for (const id of new Set([...Object.keys(rows), ...Object.keys(replica.stored)])) {
      const here = replica.stored[id]?.state;
      const there = rows[id] && (JSON.parse(rows[id].body) as State);
      const isGone = (state: State | undefined) => state === undefined || state._deleted;
      if (isGone(here) && isGone(there)) continue;
      if (!here || !there || !isSameState(here, there)) {
        return `${id} differs on ${device.name}\n  here   ${JSON.stringify(here)}\n  server ${JSON.stringify(there)}`;
      }
    }
    if (Object.keys(replica.memory.unsent).length > 0) return `${device.name} never sends what waits`;
  }
  return null;
});

/** Every value stands in its one document. */
function lostOnServer(server: Server, standing: readonly string[]): string | null {
  for (const value of standing) {
    const found = valuesIn(server).filter((values) => values.includes(value)).length;
    if (found !== 1) return `${value} stands in ${found} documents`;
  }
  return null;
}

/** Nobody is asked to choose where each who wrote had seen what stood. */
const needlessConflict = once(({ tables }: Server): string | null => {
  for (const row of Object.values(tables).flatMap((rows) => Object.values(rows))) {
    const { conflicts } = JSON.parse(row.body) as { conflicts: unknown[] };
    if (conflicts.length > 0) return `${row.id} has a difference, and nobody wrote apart: ${JSON.stringify(conflicts)}`;
  }
  return null;
});

/** Parts of worlds are never changed: what was found out of one holds for good. */
function once<Part extends object, Result>(find: (part: Part) => Result): (part: Part) => Result {
  const found = new WeakMap<Part, Result>();
  return (part) => {
    if (!found.has(part)) found.set(part, find(part));
    return found.get(part) as Result;
  };
}

function onceForTwo<One extends object, Other extends object, Result>(
  find: (one: One, other: Other) => Result,
): (one: One, other: Other) => Result {
  const of = once((one: One) => once((other: Other) => find(one, other)));
  return (one, other) => of(one)(other);
}
