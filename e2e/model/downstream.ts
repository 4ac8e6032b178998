import { isSameState } from '../../renderer/data/conflict-handler.ts';
import { revisionOf } from '../../shared/domain/revision.ts';
import { noteOver, observe, withReceipts } from './device.ts';
import type { Rules } from './rules.ts';
import type { Device, Note, Page, Replica } from './world.ts';
import { without } from './world.ts';

/** RxDB's way down (`replication-protocol/downstream.ts`), with the feed and the guards around it. */

/** From where the feed is asked for. */
export function placeToAskFrom({ place, memory }: Replica): string | null {
  if (memory.isFromStart) return null;
  return memory.passed && memory.passed.from === place ? memory.passed.to : place;
}

/** The server has answered; `page` is on its way. One without documents is the end. */
export function asked(replica: Replica, page: Page): void {
  const { memory } = replica;
  memory.isFromStart = false;
  if (page.documents.length > 0) {
    memory.page = page;
    return;
  }
  memory.passed = { from: replica.place, to: page.place };
  if (!page.more) whole(replica);
}

/** True when RxDB may be given the page: it passes over documents of which it does not know what became of a push. */
export function mayTake({ memory }: Replica, rules: Rules, page: Page): boolean {
  return !rules.waitsForPush || !page.documents.some(({ id }) => memory.push?.underway.includes(id));
}

export function takePage(replica: Replica, device: Device, page: Page): void {
  const { memory } = replica;
  const states = page.documents.map(({ state }) => state);
  memory.pulled = { ...memory.pulled, ...Object.fromEntries(page.documents.map(({ id, state }) => [id, state])) };
  withReceipts(replica, (receipts) => {
    const given = page.documents.map(({ receipt }) => receipt);
    receipts.received(states, given, 'feed');
  });
  observe(device, states);
  memory.page = { ...page, stage: 'received' };
}

/** True while RxDB waits for its way up, since a merged state is stored that was not sent. */
export function waitsForUpstream({ memory, stored, notes }: Replica, page: Page): boolean {
  const isUpstreamBusy = memory.push !== null || memory.tasks.length > 0;
  return isUpstreamBusy && page.documents.some(({ id }) => notes[id] && notes[id]?.mergedAt === stored[id]?.height);
}

/** Stores what is not newer here. */
export function storePage(replica: Replica, rules: Rules, page: Page): void {
  const { memory } = replica;
  const written: Record<string, Note | null> = {};
  for (const { id, state } of page.documents) {
    const stored = replica.stored[id];
    const note = replica.notes[id] ?? null;
    const isNoted = note !== null && stored !== undefined && isSameState(note.state, stored.state);
    const isAsPulled = stored !== undefined && rules.marksPulled && stored.pulledAt === stored.height;
    if (stored && !isNoted && !isAsPulled) continue;
    if (stored && isSameState(state, stored.state)) {
      if (!isNoted) written[id] = note;
      continue;
    }
    if (stored && rules.holdsOutdated && page.confirmed.includes(id)) {
      memory.mustReread = true;
      continue;
    }
    const height = (stored?.height ?? 0) + 1;
    const receipt = withReceipts(replica, (receipts) => receipts.of(id, state) ?? '');
    replica.lastWrite += 1;
    const write = replica.lastWrite;
    const kept = { state, height, pulledAt: height, receipt: rules.keepsReceipts ? receipt : '', write };
    replica.stored = { ...replica.stored, [id]: kept };
    memory.tasks = [...memory.tasks, { id, write, stored: null }];
    memory.unsent = without(memory.unsent, id);
    written[id] = note;
  }
  memory.page = { ...page, stage: 'stored', written };
}

/** Notes what was stored, and how far the feed was read. */
export function notePage(replica: Replica, rules: Rules, page: Page): void {
  const { memory } = replica;
  for (const { id, state } of page.documents) {
    const over = page.written[id];
    if (over !== undefined) noteOver(replica, rules, id, state, over);
  }
  if (memory.mustReread) {
    memory.mustReread = false;
    memory.page = null;
    return;
  }
  replica.place = page.place;
  const brought = page.documents.map(({ id, state }) => [id, revisionOf(state)] as const);
  replica.brought = { ...replica.brought, ...Object.fromEntries(brought) };
  memory.page = null;
  if (!page.more) whole(replica);
}

/** All that the server had is stored. */
function whole(replica: Replica): void {
  withReceipts(replica, (receipts) => receipts.feedIsWhole());
  replica.memory.pulled = {};
}
