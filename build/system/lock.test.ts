import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tryLock, withLock } from './lock.ts';

const lockFile = path.join(import.meta.dirname, 'lock.ts');
let count = 0;
const freshName = () => `lock-test-${process.pid}-${count++}`;

async function holdInAnotherProcess(name: string) {
  const script = `import { tryLock } from ${JSON.stringify(lockFile)};
    const release = await tryLock(${JSON.stringify(name)});
    console.log(release ? 'held' : 'refused');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  expect(String(said).trim()).toBe('held');
  return child;
}

describe('lock', () => {
  it('is refused to a second taker and free again once released', async () => {
    const name = freshName();
    const release = await tryLock(name);
    expect(release).not.toBeNull();
    expect(await tryLock(name)).toBeNull();
    await release?.();
    const again = await tryLock(name);
    expect(again).not.toBeNull();
    await again?.();
  });

  it('lets one at a time work', async () => {
    const name = freshName();
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(name, work)));
    expect(most).toBe(1);
  });

  it('is released when the work fails', async () => {
    const name = freshName();
    await expect(withLock(name, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await withLock(name, async () => 'free')).toBe('free');
  });

  it('goes to the waiter when the holding process is killed', async () => {
    const name = freshName();
    const holder = await holdInAnotherProcess(name);
    let waited = false;
    const work = withLock(
      name,
      async () => 'mine',
      () => {
        waited = true;
        holder.kill('SIGKILL');
      },
    );
    expect(await work).toBe('mine');
    expect(waited).toBe(true);
  });
});
