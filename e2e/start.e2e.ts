import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { tryLock } from '../build/system/lock.ts';
import { repositoryFolder } from '../build/system/repository.ts';
import { test } from './test.ts';

const bootstrap = path.join(repositoryFolder, 'build/start/bootstrap.mjs');

function npmStart(folder: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [bootstrap, 'start', ...args], {
    env: { ...process.env, MINH_TRA_START_DIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Nothing that was started is left: neither the starter, nor the server, nor its database. */
async function expectNothingLeft(folder: string, serverUrl: string): Promise<void> {
  const release = await tryLock(folder);
  expect(release, 'the data folder is free').not.toBeNull();
  await release?.();
  await expect(fetch(serverUrl), 'the server is gone').rejects.toThrow();
  const postmaster = path.join(folder, 'server/postgres/cluster/postmaster.pid');
  await expect(readFile(postmaster), 'the database stopped cleanly').rejects.toThrow('ENOENT');
}

test('npm start -- --check starts everything, prints one line and leaves nothing behind', async ({ stage }) => {
  const folder = await stage.newFolder('start');
  const starter = npmStart(folder, '--check');
  let printed = '';
  starter.stdout?.on('data', (text) => {
    printed += text;
  });
  const [code] = await once(starter, 'close');
  expect(code).toBe(0);
  expect(printed.trim().split('\n')).toHaveLength(1);
  const summary = JSON.parse(printed);
  expect(Object.keys(summary)).toEqual(['electron', 'chromium', 'node', 'postgres', 'serverUrl', 'startMs']);
  expect(summary.postgres).toMatch(/^18\./);
  await expectNothingLeft(folder, summary.serverUrl);
});

test('npm start stays open until it is told to stop, and then stops everything', async ({ stage }) => {
  const folder = await stage.newFolder('start');
  const starter = npmStart(folder);
  const url = await new Promise<string>((resolve, reject) => {
    let told = '';
    starter.stderr?.on('data', (text) => {
      told += text;
      const open = /Minh Tra is open \(server (\S+)\)/.exec(told);
      if (open?.[1]) resolve(open[1]);
    });
    starter.once('exit', () => reject(new Error(told)));
  });
  expect((await fetch(`${url}/health`)).status).toBe(200);
  starter.kill('SIGTERM');
  const [code] = await once(starter, 'exit');
  expect(code).toBe(0);
  await expectNothingLeft(folder, url);
});
