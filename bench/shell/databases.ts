import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { MessageChannelMain, type WebContents } from 'electron';
import type { AllowedCollection } from '../../electron/database/collection-gate.ts';
import { keyCheckPathOf } from '../../electron/database/open-file.ts';
import { type DatabaseChild, startDatabaseChild } from '../../electron/main/database/database-child.ts';
import { portChannel } from '../../shared/bridge/channels.ts';
import { ProblemError } from '../../shared/problem/problem.ts';

const limitMs = 120_000;
const key = Buffer.alloc(32, 0x9c);
const bundle = path.join(import.meta.dirname, '../../electron/database.cjs');

/** Files in the product's own database process, one process a file. */
export function benchDatabases(folder: string, contents: WebContents) {
  const open = new Map<string, DatabaseChild>();
  let prepared: DatabaseChild | null = null;
  const fileOf = (name: string) => path.join(folder, 'files', name, 'minh-tra.db');

  async function start(): Promise<DatabaseChild> {
    const child = startDatabaseChild(bundle, process.env.MINH_TRA_NATIVE_BINDING ?? null);
    await child.next(['ready'], limitMs);
    return child;
  }

  async function closeDatabase(name: string): Promise<void> {
    const child = open.get(name);
    open.delete(name);
    if (!child) return;
    const closed = child.next(['closed'], limitMs);
    child.send({ type: 'close', writesCopy: false });
    await closed;
    await child.end();
  }

  return {
    async prepareDatabase(): Promise<void> {
      prepared ??= await start();
    },
    async openDatabase(name: string, collections: readonly AllowedCollection[]): Promise<void> {
      const child = prepared ?? (await start());
      prepared = null;
      open.set(name, child);
      const file = fileOf(name);
      mkdirSync(path.dirname(file), { recursive: true });
      const answer = child.next(['opened', 'failed'], limitMs);
      child.send({
        type: 'open',
        file,
        key,
        collections,
        lastMark: null,
      });
      const opened = await answer;
      if (opened.type === 'failed') throw new ProblemError(opened.problem.code, opened.problem.details);
      const { port1, port2 } = new MessageChannelMain();
      child.send({ type: 'connect' }, [port1]);
      contents.postMessage(portChannel, null, [port2]);
    },
    closeDatabase,
    async removeDatabase(name: string): Promise<void> {
      await closeDatabase(name);
      const file = fileOf(name);
      if (existsSync(keyCheckPathOf(file))) rmSync(path.dirname(file), { recursive: true });
    },
  };
}
