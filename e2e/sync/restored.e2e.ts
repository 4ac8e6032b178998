import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { backUp } from '../../server/backup.ts';
import { restore } from '../../server/restore.ts';
import { databaseIn, startEmbeddedServer } from '../../server/testing/embedded-database.ts';
import { keepCopy, restoreCopy } from '../../server/testing/older-copy.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import { type Device, type DeviceOptions, openDevice } from './device.ts';
import { preparation } from './documents.ts';

let server: TestServer;
const open: Device[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const device of open.splice(0)) await device.close();
  await server.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function laptop(username: string, own: Pick<DeviceOptions, 'through'> = {}): Promise<Device> {
  const device = await openDevice({ url: server.url, session: await server.signIn(username), ...own });
  open.push(device);
  await device.synced();
  return device;
}

/** Takes the receipts out of what a server answers: what it stored was noted by an older program. */
function withoutReceipts(inner: typeof fetch): typeof fetch {
  return async (input, init) => {
    const answer = await inner(input, init);
    if (!answer.headers.get('content-type')?.startsWith('application/json')) return answer;
    const body = (await answer.json()) as { receipts?: (string | null)[] };
    const blank = body.receipts ? { ...body, receipts: body.receipts.map(() => '-') } : body;
    return new Response(JSON.stringify(blank), { status: answer.status, headers: answer.headers });
  };
}

async function contentOn({ workspace }: Device, id: string): Promise<string | undefined> {
  return (await workspace.collections.cases.findOne(id).exec())?.content;
}

/** Resolves once a laptop has this content of a case. */
async function hasContent({ workspace }: Device, id: string, wanted: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const found = workspace.collections.cases.findOne(id).$.subscribe((document) => {
      if (document?.content !== wanted) return;
      resolve();
      queueMicrotask(() => found.unsubscribe());
    });
  });
}

describe('a server that is restored from a backup of its files', () => {
  it('is given back by a laptop what it lost, and nobody has to know', async () => {
    const dataFolder = mkdtempSync(path.join(tmpdir(), 'minh-tra-restored-'));
    folders.push(dataFolder);
    // As root, PostgreSQL runs as another user, who has to get in.
    chmodSync(dataFolder, 0o755);
    const backup = path.join(dataFolder, 'backup');
    server = await startEmbeddedServer(dataFolder);
    const port = Number(new URL(server.url).port);
    const an = await laptop('an');
    const kept = await an.workspace.insert('cases', preparation({ content: 'trước bản sao' }));
    await an.synced();
    await backUp(databaseIn(dataFolder), backup);
    await an.workspace.change('cases', kept.id, () => ({ content: 'sau bản sao' }));
    const late = await an.workspace.insert('cases', preparation({ content: 'vụ việc mới' }));
    await an.synced();

    await server.stop();
    await restore({ databaseFolder: databaseIn(dataFolder), backup });
    server = await startEmbeddedServer(dataFolder, port);
    an.wake$.next();
    await an.until(({ state, unsent, problem }) => problem === null && state === 'upToDate' && unsent === 0);
    const newcomer = await laptop('binh');
    expect(await contentOn(newcomer, kept.id)).toBe('sau bản sao');
    expect(await contentOn(newcomer, late.id)).toBe('vụ việc mới');
  });
});

describe('a server that is restored from an older copy', () => {
  it('is given back by the laptops what it lost, and nobody has to know', async () => {
    server = await startTestServer();
    const [an, binh] = [await laptop('an'), await laptop('binh')];
    const kept = await binh.workspace.insert('cases', preparation({ content: 'trước bản sao' }));
    await binh.synced();
    await hasContent(an, kept.id, 'trước bản sao');
    await keepCopy(server);

    // After the copy: an edit, and a case that the copy never held. Both are on An's laptop too.
    await binh.workspace.change('cases', kept.id, () => ({ content: 'sau bản sao' }));
    const late = await binh.workspace.insert('cases', preparation({ content: 'vụ việc mới' }));
    await binh.synced();
    await hasContent(an, kept.id, 'sau bản sao');
    await hasContent(an, late.id, 'vụ việc mới');
    // Bình's laptop is lost: An's alone can bring it back.
    open.splice(open.indexOf(binh), 1);
    await binh.close();

    server = await restoreCopy(server);
    await an.workspace.change('cases', kept.id, () => ({ content: 'An sửa tiếp' }));
    an.wake$.next();
    await an.until(({ state, unsent, problem }) => problem === null && state === 'upToDate' && unsent === 0);
    const rows = await server.sql<{ body: string }>('select body from sync.cases order by body');
    const contents = rows.map(({ body }) => (JSON.parse(body) as { content: string }).content);
    expect(contents.toSorted()).toEqual(['An sửa tiếp', 'vụ việc mới']);
    expect(await contentOn(an, kept.id)).toBe('An sửa tiếp');

    const newcomer = await laptop('binh');
    expect(await contentOn(newcomer, kept.id)).toBe('An sửa tiếp');
    expect(await contentOn(newcomer, late.id)).toBe('vụ việc mới');
    expect((await newcomer.synced()).refused).toBe(0);
  });

  it('does not set back a laptop that can’t prove what it has: that stops, says so, and keeps it', async () => {
    server = await startTestServer();
    const an = await laptop('an', { through: withoutReceipts });
    const kept = await an.workspace.insert('cases', preparation({ content: 'trước bản sao' }));
    await an.synced();
    await keepCopy(server);
    await an.workspace.change('cases', kept.id, () => ({ content: 'sau bản sao' }));
    await an.synced();
    server = await restoreCopy(server);
    an.wake$.next();
    const stopped = await an.until(({ state }) => state === 'paused');
    expect(stopped.problem).toMatchObject({ code: 'server.restored' });
    expect(await contentOn(an, kept.id)).toBe('sau bản sao');
  });
});
