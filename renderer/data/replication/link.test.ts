import { filter, firstValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { backoffMs } from './backoff.ts';
import { Link } from './link.ts';

const away = () => Promise.reject(new ProblemError('server.away'));

afterEach(() => vi.useRealTimers());

describe('backoff', () => {
  it('doubles up to a minute, of which a random half is left out', () => {
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, () => 1))).toEqual([500, 1_000, 2_000, 4_000]);
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, () => 0))).toEqual([250, 500, 1_000, 2_000]);
    expect(backoffMs(1_000, () => 1)).toBe(60_000);
  });
});

describe('a link', () => {
  it('tries with one request alone while the server is away, and lets all go once it answers', async () => {
    vi.useFakeTimers();
    const link = new Link(() => 1);
    let isUp = false;
    let tries = 0;
    const ask = async () => {
      tries += 1;
      if (!isUp) return away();
      return 'reply';
    };
    const replies = Promise.all([link.run(ask), link.run(ask), link.run(ask)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(tries).toBe(3);
    await vi.advanceTimersByTimeAsync(500);
    expect(tries).toBe(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tries).toBe(5);
    isUp = true;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await replies).toEqual(['reply', 'reply', 'reply']);
    expect(link.state$.value).toEqual({ kind: 'online', trouble: null });
  });

  it('waits as long as a busy server asks for', async () => {
    vi.useFakeTimers();
    const link = new Link(() => 1);
    let tries = 0;
    const ask = async () => {
      tries += 1;
      if (tries === 1) throw new ProblemError('rate.limited', { retryAfterMs: 9_000 });
      return tries;
    };
    const reply = link.run(ask);
    await vi.advanceTimersByTimeAsync(8_999);
    expect(tries).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await reply).toBe(2);
  });

  it('gives up what is on the wire once, when the server turns out to be restored: no answer of the old one counts', async () => {
    const isRestored = () => Promise.reject(new ProblemError('server.restored', { epoch: 'another' }));
    let mended: () => void = () => undefined;
    const mend = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          mended = resolve;
        }),
    );
    const link = new Link(() => 1, mend);
    const signals: AbortSignal[] = [];
    let answerOfTheOld: (answer: string) => void = () => undefined;
    const push = link.run((signal) => {
      signals.push(signal);
      if (signals.length > 1) return Promise.resolve('of the new one');
      return new Promise<string>((resolve, reject) => {
        answerOfTheOld = resolve;
        signal.addEventListener('abort', () => reject(new ProblemError('server.away')));
      });
    });
    let isMended = false;
    const pull = () => link.run(async () => (isMended ? 'page' : isRestored()));
    const pulls = Promise.all([pull(), pull()]);
    await vi.waitFor(() => expect(mend).toHaveBeenCalled());
    answerOfTheOld('of the old one');
    expect(await push).toBe('of the new one');
    // What mends it goes the same way, and is not given up by the others that wait for it.
    const mending = link.run(async (signal) => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      return signal.aborted;
    });
    expect(await mending).toBe(false);
    isMended = true;
    mended();
    expect(await pulls).toEqual(['page', 'page']);
    expect(mend).toHaveBeenCalledTimes(1);
    expect(signals).toHaveLength(2);
  });

  it('gives a restored server back what it lost, also when it had been away, and asks again', async () => {
    vi.useFakeTimers();
    let isMended = false;
    const link: Link = new Link(
      () => 1,
      async () => {
        await link.run(async () => 'given back');
        isMended = true;
      },
    );
    let tries = 0;
    const reply = link.run(async () => {
      tries += 1;
      if (tries === 1) return away();
      if (!isMended) throw new ProblemError('server.restored', { epoch: 'another' });
      return 'reply';
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(await reply).toBe('reply');
    expect(tries).toBe(3);
  });

  it('stops before a database whose files were copied back: nothing says what it lost', async () => {
    const mend = vi.fn(async () => undefined);
    const link = new Link(() => 1, mend);
    void link.run(() => Promise.reject(new ProblemError('server.restored')));
    const paused = await firstValueFrom(link.state$.pipe(filter(({ kind }) => kind === 'paused')));
    expect(paused).toMatchObject({ problem: { code: 'server.restored' } });
    expect(mend).not.toHaveBeenCalled();
  });

  it('tries at once when it is woken', async () => {
    const link = new Link(() => 1);
    let isUp = false;
    const reply = link.run(async () => (isUp ? 'reply' : away()));
    await firstValueFrom(link.state$.pipe(filter(({ kind }) => kind === 'away')));
    isUp = true;
    link.wake();
    expect(await reply).toBe('reply');
  });

  it('gives up what is on the wire when the machine has lost its network, and sends it again', async () => {
    const link = new Link();
    const signals: AbortSignal[] = [];
    const reply = link.run((signal) => {
      signals.push(signal);
      if (signals.length > 1) return Promise.resolve('reply');
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new ProblemError('server.away')));
      });
    });
    await Promise.resolve();
    link.lost();
    expect(link.state$.value.kind).toBe('away');
    expect(signals[0]?.aborted).toBe(true);
    link.wake();
    expect(await reply).toBe('reply');
  });

  it('stops with the reason where trying again does not help, until it is resumed', async () => {
    const link = new Link();
    let isSignedIn = false;
    const reply = link.run(async () => {
      if (!isSignedIn) throw new ProblemError('session.expired');
      return 'reply';
    });
    const stopped = await firstValueFrom(link.state$.pipe(filter(({ kind }) => kind === 'paused')));
    expect(stopped).toEqual({ kind: 'paused', problem: { code: 'session.expired' } });
    link.wake();
    expect(link.state$.value.kind).toBe('paused');
    isSignedIn = true;
    link.resume();
    expect(await reply).toBe('reply');
  });

  it('tells of one request on which the server fails, and lets the others go on', async () => {
    vi.useFakeTimers();
    const link = new Link(() => 1);
    let fails = true;
    const failing = link.run(async () => {
      if (fails) throw new ProblemError('internal');
      return 'mended';
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(link.state$.value).toEqual({ kind: 'online', trouble: { code: 'internal' } });
    expect(await link.run(async () => 'other')).toBe('other');
    fails = false;
    await vi.advanceTimersByTimeAsync(500);
    expect(await failing).toBe('mended');
    expect(link.state$.value).toEqual({ kind: 'online', trouble: null });
  });

  it('leaves a problem to the caller who asks for it', async () => {
    const link = new Link();
    const tooLarge = link.run(
      () => Promise.reject(new ProblemError('request.tooLarge')),
      ({ code }) => code === 'request.tooLarge',
    );
    await expect(tooLarge).rejects.toMatchObject({ code: 'request.tooLarge' });
    expect(link.state$.value.kind).toBe('online');
  });
});
