import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { caseStates, type InspectionCase } from '../../shared/schema/cases.ts';
import { makeCases } from '../documents.ts';
import { oneOf, seeded } from '../random.ts';
import type { PeerName } from './contract.ts';
import { openEncrypted } from './encrypted.ts';
import { openIndexedDb } from './indexeddb.ts';
import type { Peer } from './peer.ts';
import { openPouchDb } from './pouchdb.ts';
import { openRxdb } from './rxdb-peer.ts';
import { elapsed, quiet } from './timing.ts';

const openers: Readonly<Record<PeerName, (name: string, withExtras: boolean) => Promise<Peer>>> = {
  ours: openEncrypted,
  indexeddb: openIndexedDb,
  dexie: (name, withExtras) => openRxdb({ storage: getRxStorageDexie(), name, withExtras }),
  pouchdb: openPouchDb,
};

const open = new Map<PeerName, Peer>();

export function peerOf(peer: PeerName): Peer {
  const found = open.get(peer);
  if (!found) throw new Error(`${peer} is not open`);
  return found;
}

const burstSize = 20;

function editOf(document: InspectionCase): InspectionCase {
  return {
    ...document,
    content: `${document.content} (đã sửa)`,
    dueOn: '2026-12-31',
    updatedAt: `z${document.updatedAt}`,
  };
}

/** The n-th of many lists: no two alike, so that nobody answers from what was kept. */
function listOf(n: number): { state: string; dueBy: string } {
  const random = seeded(n);
  const day = new Date(Date.UTC(2026, 6, 1) + Math.floor(random() * 180) * 86_400_000).toISOString().slice(0, 10);
  return { state: oneOf(random, caseStates), dueBy: day };
}

/** Every call leaves the window quiet before it measures. Times in milliseconds. */
export const storageCalls = {
  async open({ peer, name, withExtras = false }: { peer: PeerName; name: string; withExtras?: boolean }) {
    open.set(peer, await openers[peer](name, withExtras));
  },
  async close({ peer }: { peer: PeerName }) {
    await peerOf(peer).close();
    open.delete(peer);
  },
  async destroy({ peer }: { peer: PeerName }) {
    await peerOf(peer).destroy();
    open.delete(peer);
  },
  /** Inserts documents in one call. */
  async bulk({ peer, first, count }: { peer: PeerName; first: number; count: number }): Promise<number> {
    const documents = makeCases(count, first);
    await quiet();
    return elapsed(() => peerOf(peer).insertMany(documents));
  },
  /** One save after the other: a new document, then an edit of it. */
  async saves({ peer, first, count }: { peer: PeerName; first: number; count: number }): Promise<number[]> {
    const documents = makeCases(count, first);
    const target = peerOf(peer);
    const times: number[] = [];
    await quiet();
    for (const document of documents) {
      const began = performance.now();
      const edit = await target.insert(document);
      const inserted = performance.now();
      await edit(editOf(document));
      times.push(inserted - began, performance.now() - inserted);
    }
    return times;
  },
  /** Saves a second, of twenty that are asked for at once. */
  async bursts({ peer, first, count }: { peer: PeerName; first: number; count: number }): Promise<number[]> {
    const target = peerOf(peer);
    const rates: number[] = [];
    for (let burst = 0; burst < count; burst++) {
      const documents = makeCases(burstSize, first + burst * burstSize);
      await quiet();
      const ms = await elapsed(() => Promise.all(documents.map((document) => target.insert(document))));
      rates.push((burstSize / ms) * 1_000);
    }
    return rates;
  },
  /** What one list gives: the same from every peer, or the bench is wrong. */
  async list({ peer, n }: { peer: PeerName; n: number }): Promise<readonly string[]> {
    const { state, dueBy } = listOf(n);
    return peerOf(peer).list(state, dueBy);
  },
  async lists({ peer, first, count }: { peer: PeerName; first: number; count: number }): Promise<number[]> {
    const target = peerOf(peer);
    const times: number[] = [];
    await quiet();
    for (let n = first; n < first + count; n++) {
      const { state, dueBy } = listOf(n);
      times.push(await elapsed(() => target.list(state, dueBy)));
    }
    return times;
  },
  async counts({ peer, repeat }: { peer: PeerName; repeat: number }): Promise<number[]> {
    const target = peerOf(peer);
    const times: number[] = [];
    await quiet();
    for (let at = 0; at < repeat; at++) times.push(await elapsed(() => target.countByState(caseStates)));
    return times;
  },
  async countOf({ peer }: { peer: PeerName }): Promise<[string, number][]> {
    return [...(await peerOf(peer).countByState(caseStates))].filter(([, count]) => count > 0).sort();
  },
  /** From a closed database to the first list; it stays open. */
  async reopen({ peer, name, n }: { peer: PeerName; name: string; n: number }): Promise<number> {
    const { state, dueBy } = listOf(n);
    if (peer === 'ours') await window.benchShell.prepareDatabase();
    await quiet();
    return elapsed(async () => {
      await storageCalls.open({ peer, name, withExtras: true });
      const found = await peerOf(peer).list(state, dueBy);
      if (found.length === 0) throw new Error('an empty list');
    });
  },
};
