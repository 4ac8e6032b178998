import path from 'node:path';
import { MessageChannelMain, type WebContents } from 'electron';
import { forget } from '../../../sealed/cipher.ts';
import { portChannel } from '../../../shared/bridge/channels.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { AllowedCollection } from '../../database/collection-gate.ts';
import type { Environment } from '../environment.ts';
import { makeFolder } from '../files/durable-file.ts';
import type { Log } from '../log.ts';
import { type DatabaseChild, startDatabaseChild } from './database-child.ts';
import type { DatabaseInput, Databases, OpenDatabase } from './databases.ts';

/** Opening checks a file that was not closed in order as a whole; closing may write the last good copy. */
const openLimitMs = 120_000;
const closeLimitMs = 15_000;
const readyLimitMs = 30_000;

const fileOf = (folder: string) => path.join(folder, 'database', 'minh-tra.db');

export interface ElectronDatabasesParts {
  readonly environment: Pick<Environment, 'bundleFolder' | 'nativeBinding'>;
  /** What the window may open. */
  readonly collections: Promise<readonly AllowedCollection[]>;
  readonly log: Log;
  /** The window that gets the ports. */
  readonly contents: WebContents;
}

export function electronDatabases(parts: ElectronDatabasesParts): Databases {
  const { environment, collections, log, contents } = parts;
  let prepared: { readonly child: DatabaseChild; readonly ready: Promise<unknown> } | null = null;

  function prepare() {
    if (prepared?.child.isAlive) return prepared;
    const child = startDatabaseChild(path.join(environment.bundleFolder, 'database.cjs'), environment.nativeBinding);
    const ready = child.next(['ready'], readyLimitMs);
    // Whoever opens waits for it and hears of a failure.
    ready.catch(() => undefined);
    prepared = { child, ready };
    return prepared;
  }

  async function open({ folder, key, lastMark, onCommitted }: DatabaseInput): Promise<OpenDatabase> {
    const { child, ready } = prepare();
    prepared = null;
    try {
      const file = fileOf(folder);
      await Promise.all([makeFolder(path.dirname(file)), ready]);
      child.listen((message) => {
        if (message.type === 'committed') onCommitted(message.mark);
        if (message.type === 'closed' && message.mark) onCommitted(message.mark);
        if (message.type === 'problem') log.failure('database', new ProblemError(message.problem.code));
      });
      const answer = child.next(['opened', 'failed'], openLimitMs);
      child.send({
        type: 'open',
        file,
        key,
        collections: await collections,
        lastMark,
      });
      const opened = await answer;
      if (opened.type === 'failed') throw new ProblemError(opened.problem.code, opened.problem.details);
      return running(child, opened.mark, opened.isRolledBack);
    } catch (thrown) {
      await child.end();
      throw thrown;
    } finally {
      forget(key);
    }
  }

  function running(child: DatabaseChild, mark: OpenDatabase['mark'], isRolledBack: boolean): OpenDatabase {
    return {
      mark,
      isRolledBack,
      get isAlive() {
        return child.isAlive;
      },
      connect() {
        if (contents.isDestroyed()) return;
        const { port1, port2 } = new MessageChannelMain();
        child.send({ type: 'connect' }, [port1]);
        contents.postMessage(portChannel, null, [port2]);
      },
      async close(writesCopy) {
        if (!child.isAlive) return;
        const closed = child.next(['closed'], closeLimitMs);
        child.send({ type: 'close', writesCopy });
        try {
          await closed;
        } finally {
          await child.end();
        }
      },
    };
  }

  return {
    prepare: () => void prepare(),
    open,
    async restore(folder) {
      const { restoreCopy } = await import('../../database/last-good-copy.ts');
      return restoreCopy(fileOf(folder), new Date()).toISOString();
    },
    async setAside(folder) {
      const { setAside } = await import('../../database/last-good-copy.ts');
      setAside(fileOf(folder), new Date());
    },
    async lastGoodCopy(folder) {
      const { copiedAt } = await import('../../database/last-good-copy.ts');
      return copiedAt(fileOf(folder))?.toISOString() ?? null;
    },
  };
}
