import { isSameState } from '../../renderer/data/conflict-handler.ts';
import type { State } from '../../renderer/data/replication/ledger.ts';
import { readCheckpoint } from '../../server/services/checkpoint.ts';
import { byPlace, epochName, epochOf, rowsOf } from './server.ts';
import { tokensIn } from './steps.ts';
import type { Device, Replica, Row, Server, World } from './world.ts';

/** What does not hold in this state, in words; null where all does. `isQuiet`: nothing is left to do by itself. */
export function brokenIn(world: World, isQuiet: boolean): string | null {
  return (
    refusedWork(world) ?? lostValue(world) ?? storedTwice(world) ?? passedOver(world) ?? (isQuiet ? different(world) : null)
  );
}

/** Nobody in this world does what is not theirs to do. */
function refusedWork({ devices }: World): string | null {
  for (const [device, , replica] of replicasOf(devices)) {
    const [refused] = Object.values(replica.memory.push?.reply?.refused ?? {});
    if (refused) return `honest work of ${device.name} is refused: ${JSON.stringify(refused)}`;
  }
  return null;
}

/** Whatever was acknowledged is with the server or on the disk of a device. */
function lostValue({ server, devices, standing }: World): string | null {
  const kept = new Set<string>();
  for (const rows of Object.values(server.tables)) for (const row of Object.values(rows)) note(kept, row.body);
  const lost = () => standing.find((value) => !kept.has(value));
  for (const [, , replica] of replicasOf(devices)) {
    if (lost() === undefined) return null;
    for (const { state } of Object.values(replica.stored)) note(kept, state);
  }
  const value = lost();
  return value === undefined ? null : `${value} is nowhere any more`;
}

/** A push that is sent again changes nothing. */
function storedTwice({ server }: World): string | null {
  for (const [key, revisions] of Object.entries(server.stored)) {
    if (new Set(revisions).size < revisions.length) return `${key} is stored twice in one state`;
  }
  return null;
}

/** A place in the feed promises that everything before it was met. */
function passedOver({ server, devices }: World): string | null {
  for (const [device, collection, replica] of replicasOf(devices)) {
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
}

/** Everybody has what the server has, nothing waits, and every value stands in its one document. */
function different({ server, devices, standing }: World): string | null {
  for (const [device, collection, replica] of replicasOf(devices)) {
    const rows = rowsOf(server, collection);
    for (const id of new Set([...Object.keys(rows), ...Object.keys(replica.stored)])) {
      const here = replica.stored[id]?.state;
      const there = bodyOf(rows[id]);
      const isGone = (state: State | undefined) => state === undefined || state._deleted;
      if (isGone(here) && isGone(there)) continue;
      if (!here || !there || !isSameState(here, there)) {
        return `${id} differs on ${device.name}\n  here   ${JSON.stringify(here)}\n  server ${JSON.stringify(there)}`;
      }
    }
    if (Object.keys(replica.memory.unsent).length > 0) return `${device.name} never sends what waits`;
  }
  return lostOnServer(server, standing);
}

function lostOnServer(server: Server, standing: readonly string[]): string | null {
  const documents = Object.values(server.tables).flatMap((rows) => Object.values(rows).map(({ body }) => tokensIn(body)));
  for (const value of standing) {
    const found = documents.filter((tokens) => tokens.includes(value)).length;
    if (found !== 1) return `${value} stands in ${found} documents`;
  }
  return null;
}

function* replicasOf(devices: readonly Device[]): Generator<[Device, string, Replica]> {
  for (const device of devices) for (const [name, replica] of Object.entries(device.replicas)) yield [device, name, replica];
}

function bodyOf(row: Row | undefined): State | undefined {
  return row && (JSON.parse(row.body) as State);
}

function note(kept: Set<string>, holder: unknown): void {
  for (const value of tokensIn(holder)) kept.add(value);
}

/** True when the feed, or the answer to a push, has brought the state of this row. */
function isMet({ brought, notes }: Replica, { id, body, revision }: Row): boolean {
  const noted = notes[id]?.state;
  return brought[id] === revision || (noted !== undefined && isSameState(noted, JSON.parse(body)));
}
