import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyOfEmptyCluster } from '../testing/test-cluster.ts';
import { own } from './cluster.ts';
import { locateDataFolder } from './data-folder.ts';
import { startPostmaster } from './postmaster.ts';

const longMs = 24 * 60 * 60_000;

describe('a start of the embedded database', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('waits for a recovery, however long that takes', async () => {
    const folder = await copyOfEmptyCluster();
    const { cluster, user, binaries } = await locateDataFolder(folder);
    const signal = path.join(cluster, 'recovery.signal');
    writeFileSync(signal, '');
    own(signal, user, 0o600);
    let isOpen = false;
    const gate = createServer((socket) => isOpen && socket.destroy()).listen(0, '127.0.0.1');
    await once(gate, 'listening');
    const { port } = gate.address() as { port: number };
    const waitAtGate = `require('node:net').connect(${port}, '127.0.0.1').on('close', () => process.exit(1))`;
    const starting = startPostmaster({
      program: binaries.postgres,
      cluster,
      user,
      settings: { restore_command: `'${process.execPath}' -e "${waitAtGate}"`, hot_standby: 'off' },
    });
    const [socket] = (await Promise.race([once(gate, 'connection'), starting.then(() => [])])) as [Socket];
    vi.advanceTimersByTime(longMs);
    isOpen = true;
    socket.destroy();
    const postmaster = await starting;
    await postmaster.stop();
    expect(await postmaster.ended).toContain('archive recovery complete');
    gate.close();
    rmSync(folder, { recursive: true });
  });

  it('that comes to nothing is given up, with its process', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'minh-tra-postmaster-'));
    const program = path.join(folder, 'postgres');
    writeFileSync(program, '#!/bin/sh\necho "pid $$" >&2\nexec sleep 600\n');
    chmodSync(program, 0o755);
    let starting: Promise<unknown> = Promise.resolve();
    const said = await new Promise<string>((resolve) => {
      const tell = ({ text }: { text: string }) => resolve(text);
      starting = startPostmaster({ program, cluster: folder, user: undefined, settings: {}, tell });
    });
    vi.advanceTimersByTime(longMs);
    await expect(starting).rejects.toThrow(`did not start in time: ${said}`);
    expect(() => process.kill(Number(said.slice(4)), 0)).toThrow('ESRCH');
    rmSync(folder, { recursive: true });
  });
});
