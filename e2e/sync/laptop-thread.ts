import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { parentPort, workerData } from 'node:worker_threads';
import { filter, firstValueFrom, Subject } from 'rxjs';
import { getRxStorageEncryptedSqlite } from '../../electron/database/rx-storage.ts';
import { openWorkspace } from '../../renderer/data/open-workspace.ts';
import { saveAnswer } from '../../renderer/data/save-answer.ts';
import type { Workspace } from '../../renderer/data/workspace.ts';
import { signBundle } from '../../server/testing/bundles.ts';
import { isAboutRemoval, openConflicts } from '../../shared/domain/merge/settle.ts';
import { ProblemError } from '../../shared/problem/problem.ts';
import { shellOf } from './device.ts';
import type { LaptopCalls, LaptopInput, LaptopRequest, Written } from './laptop-messages.ts';

/** Longer than a connection on which nothing is heard is waited for. */
const longestMs = 80_000;
const input = workerData as LaptopInput;
if (input.certificate !== null) setDefaultCACertificates([...getCACertificates(), input.certificate]);
// What the shell has met of the server outlives the window.
const shell = shellOf(input.session);
const wake$ = new Subject<void>();
let aheadMs = 0;
let workspace = await open();

function open(): Promise<Workspace> {
  const { person, deviceId, leaseEndsAt } = input.session;
  return openWorkspace({
    storage: getRxStorageEncryptedSqlite({ key: input.key, directory: input.folder }),
    session: { person, deviceId, deviceName: 'Máy thử', database: 'laptop', leaseEndsAt, rolledBack: false },
    baseUrl: input.url,
    fetch: shell,
    clock: () => Date.now() + aheadMs,
    wake$,
  });
}

/** Throws after the longest that a laptop with a network may need, and says what it waits for. */
async function tooLate(): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, longestMs).unref());
  const status = await firstValueFrom(workspace.sync.status$);
  throw new Error(`not synchronised: ${JSON.stringify(status)} ${await workspace.sync.exportOutbox()}`);
}

const find = (collection: Written, id: string) => workspace.collections[collection].findOne(id).exec();

const calls: LaptopCalls = {
  insert: async (collection, fields) => workspace.insert(collection, fields as never),
  answer: (caseId, itemId, note) => saveAnswer(workspace, { caseId, itemId, change: { note }, seen: 'nothing' }),
  change: async (collection, id, fields) => {
    let before = {};
    try {
      const after = await workspace.change(collection, id, (current) => {
        before = { ...current };
        return fields;
      });
      return { before, after };
    } catch (thrown) {
      // Not there, or taken away by somebody's removal in this moment.
      if (thrown instanceof ProblemError && thrown.code === 'notFound') return null;
      throw thrown;
    }
  },
  remove: async (collection, id) => {
    const found = await find(collection, id);
    if (!found) return null;
    const before = found.toMutableJSON();
    await workspace.remove(collection, before);
    return before;
  },
  settle: async (collection, id) => {
    const seen = (await find(collection, id))?.toMutableJSON();
    const conflict = seen && openConflicts(seen).find((each) => !isAboutRemoval(each));
    if (!conflict) return false;
    await workspace.settle(collection, seen, conflict.id, conflict.values[0]?.value, '');
    return true;
  },
  documents: async (collection) => {
    const found = await workspace.collections[collection].find({ sort: [{ id: 'asc' }] }).exec();
    return found.map((document) => document.toMutableJSON());
  },
  status: () => firstValueFrom(workspace.sync.status$),
  synced: async () => {
    const ended = workspace.sync.status$.pipe(filter(({ state }) => state === 'upToDate' || state === 'paused'));
    const status = await Promise.race([firstValueFrom(ended), tooLate()]);
    // What has stopped, or is left because it is refused, would be waited for without end.
    if (status.state === 'paused') throw new Error(`stopped: ${JSON.stringify(status.problem)}`);
    if (status.unsent > 0) throw new Error(`refused: ${await workspace.sync.exportOutbox()}`);
    return status;
  },
  outbox: () => workspace.sync.exportOutbox(),
  setClock: async (ms) => {
    aheadMs = ms;
  },
  give: async (caseId) => {
    const found = await find('cases', caseId);
    const by = input.session.person.id;
    if (!found) return [];
    return workspace.bundles.give(found.toMutableJSON() as never, async (text) => signBundle(text, by));
  },
  take: async (bundles, caseId) => {
    for (const signed of bundles) await workspace.bundles.take(signed, caseId);
  },
  wake: async () => wake$.next(),
  restart: async () => {
    await workspace.close();
    workspace = await open();
  },
  close: () => workspace.close(),
};

parentPort?.on('message', async ({ call, name, args }: LaptopRequest) => {
  try {
    const run = calls[name] as (...args: readonly unknown[]) => Promise<unknown>;
    parentPort?.postMessage({ call, value: await run(...args) });
  } catch (thrown) {
    parentPort?.postMessage({
      call,
      error: thrown instanceof Error ? `${thrown.message} ${thrown.stack}` : String(thrown),
    });
  }
});
