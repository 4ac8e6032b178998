import { filter, firstValueFrom } from 'rxjs';
import { openWorkspace } from '../../renderer/data/open-workspace.ts';
import type { Workspace } from '../../renderer/data/workspace.ts';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import { makeFinding } from '../documents.ts';
import { type EncryptedFile, openEncryptedFile } from './encrypted.ts';
import { type Pouch, pouchDocument } from './pouchdb.ts';
import type { BenchServer } from './shell.ts';
import { elapsed, quiet } from './timing.ts';

/** Pages and batches as large as ours are: PouchDB is quickest with them. */
const pouchOptions = { batch_size: 1_000, batches_limit: 10 };

interface OurSide {
  readonly server: BenchServer;
  readonly session: OpenSession;
}

interface Findings {
  readonly first: number;
  readonly count: number;
  readonly caseId: string;
}

function findingsOf({ first, count, caseId }: Findings) {
  return Array.from({ length: count }, (_, at) => makeFinding(first + at, caseId));
}

async function openOurs(file: EncryptedFile, session: OpenSession): Promise<Workspace> {
  return openWorkspace({
    storage: file.storage,
    session,
    baseUrl: `${window.location.origin}/server`,
    fetch: window.fetch.bind(window),
  });
}

function whole({ sync }: Workspace): Promise<unknown> {
  const isWhole = filter((status: { state: string; unsent: number; firstDownload: unknown }) => {
    return status.state === 'upToDate' && status.unsent === 0 && status.firstDownload === null;
  });
  return firstValueFrom(sync.status$.pipe(isWhole));
}

async function withPouch<Result>(name: string, work: (pouch: Pouch) => Promise<Result>): Promise<Result> {
  const pouch = new window.PouchDB(name);
  try {
    return await work(pouch);
  } finally {
    await pouch.destroy();
  }
}

/** What `readyPushOurs` left for `pushOurs`. */
let ready: { readonly file: EncryptedFile; readonly workspace: Workspace } | null = null;

/** Times in milliseconds, from the first request to the last document durably where it belongs. */
export const syncCalls = {
  /** The first download of everything into an empty encrypted database. */
  async pullOurs({ server, session, expected }: OurSide & { expected: number }): Promise<number> {
    await window.benchShell.reachServer(server);
    const file = await openEncryptedFile(session.database);
    await quiet();
    let workspace: Workspace | undefined;
    const ms = await elapsed(async () => {
      workspace = await openOurs(file, session);
      await whole(workspace);
    });
    const there = await workspace?.collections.cases.count().exec();
    await workspace?.close();
    await file.remove();
    if (there !== expected) throw new Error(`${there} of ${expected} cases were pulled`);
    return ms;
  },
  async pullPouch({ url, name, expected }: { url: string; name: string; expected: number }): Promise<number> {
    await quiet();
    return withPouch(name, async (pouch) => {
      const ms = await elapsed(() => window.PouchDB.replicate(url, pouch, pouchOptions));
      const { doc_count } = await pouch.info();
      if (doc_count !== expected) throw new Error(`${doc_count} of ${expected} cases were pulled`);
      return ms;
    });
  },
  /** Gets ready to push: everything downloaded, findings written off-line and waiting. */
  async readyPushOurs({ server, session, findings }: OurSide & { findings: Findings }): Promise<void> {
    await window.benchShell.reachServer(server);
    const file = await openEncryptedFile(session.database);
    const workspace = await openOurs(file, session);
    await whole(workspace);
    workspace.sync.pause();
    const { error } = await workspace.collections.findings.bulkInsert(findingsOf(findings));
    if (error.length > 0) throw new Error(`${error.length} findings were not written`);
    await firstValueFrom(workspace.sync.status$.pipe(filter(({ unsent }) => unsent === findings.count)));
    ready = { file, workspace };
  },
  /** The network is back: sends what waits. */
  async pushOurs(_: object): Promise<number> {
    if (!ready) throw new Error('nothing is ready to be pushed');
    const { file, workspace } = ready;
    ready = null;
    await quiet();
    const ms = await elapsed(async () => {
      workspace.sync.resume();
      await whole(workspace);
    });
    const { refused } = await firstValueFrom(workspace.sync.status$);
    await workspace.close();
    await file.remove();
    if (refused > 0) throw new Error(`${refused} findings were refused`);
    return ms;
  },
  async pushPouch({ url, name, findings }: { url: string; name: string; findings: Findings }): Promise<number> {
    return withPouch(name, async (pouch) => {
      await pouch.bulkDocs(findingsOf(findings).map(pouchDocument));
      await quiet();
      let written = 0;
      const ms = await elapsed(async () => {
        written = (await window.PouchDB.replicate(pouch, url, pouchOptions)).docs_written;
      });
      if (written !== findings.count) throw new Error(`${written} of ${findings.count} findings were pushed`);
      return ms;
    });
  },
};
