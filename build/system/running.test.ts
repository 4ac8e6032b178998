import { describe, expect, it } from 'vitest';
import { Running } from './running.ts';

describe('what has been started', () => {
  it('is stopped in the opposite order, once', async () => {
    const running = new Running();
    const stopped: string[] = [];
    for (const name of ['screen', 'server', 'application']) {
      await running.add(async () => {
        stopped.push(name);
      });
    }
    await Promise.all([running.stopAll(), running.stopAll()]);
    expect(stopped).toEqual(['application', 'server', 'screen']);
  });

  it('is stopped even when one part refuses, and the refusal is told', async () => {
    const running = new Running();
    let screenStopped = false;
    await running.add(async () => {
      screenStopped = true;
    });
    await running.add(() => Promise.reject(new Error('server hangs')));
    await expect(running.stopAll()).rejects.toThrow('server hangs');
    expect(screenStopped).toBe(true);
  });

  it('is stopped at once when it arrives after the end', async () => {
    const running = new Running();
    await running.stopAll();
    let stopped = false;
    await running.add(async () => {
      stopped = true;
    });
    expect(stopped).toBe(true);
  });
});
