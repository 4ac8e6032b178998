import type { Rules } from './rules.ts';
import { epochName, epochOf, giveBack, lostOf, type Shown } from './server.ts';
import type { Device, Replica, Server } from './world.ts';

/** True when the server answers `server.restored` to what this device asks next. */
export function mustRecover(server: Server, device: Device): boolean {
  if (device.met !== null && device.met !== server.epoch) return true;
  const isOfAnother = (place: string | null) => place !== null && epochOf(place) !== epochName(server.epoch);
  return Object.values(device.replicas).some(({ place, memory }) => {
    const isPassed = memory.passed !== null && memory.passed.from === place;
    return !memory.isFromStart && isOfAnother(isPassed ? (memory.passed?.to ?? null) : place);
  });
}

/** As `Recovery` does it, at one moment; throws where the laptop would stop. */
export function recover(server: Server, device: Device, rules: Rules): void {
  for (const [collection, replica] of Object.entries(device.replicas)) {
    const { push } = replica.memory;
    // `Link` gives up what is on the wire: answers of a server that is no more.
    if (rules.givesUpOldAnswers && push?.stage === 'onTheWire') replica.memory.push = { ...push, reply: null };
    for (const shown of [unnoted(replica), noted(replica)]) {
      for (let left: readonly Shown[] = shown, before = shown.length + 1; ; ) {
        left = lostOf(server, device, collection, left);
        if (left.length === 0) break;
        if (left.length === before) throw new Error(`${device.name} has what it can't give back, and stops`);
        before = left.length;
        giveBack(server, device, collection, left);
      }
    }
  }
  for (const { memory } of Object.values(device.replicas)) {
    memory.isFromStart = true;
    memory.passed = null;
  }
  device.met = server.epoch;
}

function unnoted({ memory }: Replica): Shown[] {
  return memory.receipts.map(({ state, receipt }) => ({ state, receipt }));
}

function noted({ stored, notes }: Replica): Shown[] {
  return Object.keys(stored).flatMap((id) => {
    const note = notes[id];
    return !note || (note.state._deleted && !note.receipt) ? [] : [note];
  });
}
