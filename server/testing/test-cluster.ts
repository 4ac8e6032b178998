import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres.ts';
import { findBinaries } from '../postgres/binaries.ts';

const run = promisify(execFile);

/** A test's database need not survive the machine's end. */
export const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '32MB' };

let cluster: Promise<EmbeddedPostgres> | undefined;

/** This process's own PostgreSQL: started once, ended and removed with the process in whatever way that ends. */
export function testCluster(): Promise<EmbeddedPostgres> {
  cluster ??= start();
  return cluster;
}

async function start(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ folder: await copyOfEmptyCluster(), settings: hasty, temporary: true });
}

/** A new folder with an empty cluster in it: a copy is there in a fifth of the time that initdb takes. */
export async function copyOfEmptyCluster(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-test-'));
  await run('cp', ['-a', `${await emptyCluster()}/.`, folder]);
  return folder;
}

async function emptyCluster(): Promise<string> {
  const { version } = await findBinaries(undefined);
  const ready = path.join(tmpdir(), `minh-tra-empty-cluster-${version}`);
  if (existsSync(ready)) return ready;
  const unfinished = mkdtempSync(path.join(tmpdir(), 'minh-tra-empty-cluster-'));
  const postgres = await startEmbeddedPostgres({ folder: unfinished, settings: hasty });
  await postgres.stop();
  try {
    renameSync(unfinished, ready);
  } catch {
    // Another process was quicker: its copy is as good.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return ready;
}
