import { describe, expect, it } from 'vitest';
import { type Problem, ProblemError } from '../../../shared/problem/problem.ts';
import { keepAttached } from './keep-attached.ts';

class Port extends EventTarget {
  isClosed = false;
  close() {
    this.isClosed = true;
  }
}

/** A shell whose ports are event targets; each attempt is answered as the list says. */
function stage(answers: ('port' | 'endsAtOnce' | Problem['code'])[]) {
  const ports: Port[] = [];
  const told: (Problem['code'] | null)[] = [];
  let attaching = 0;
  let most = 0;
  let over = false;
  let endsWithNextPort = false;
  let released = 0;
  let isLetGo = () => {};
  const letGo = new Promise<void>((resolve) => {
    isLetGo = resolve;
  });
  let isBack = () => {};
  const back = new Promise<void>((resolve) => {
    isBack = resolve;
  });
  const started = keepAttached<Port>({
    nextPort: async () => {
      attaching++;
      most = Math.max(most, attaching);
      const answer = answers[ports.length] ?? 'port';
      const port = new Port();
      ports.push(port);
      over ||= endsWithNextPort;
      if (answer === 'port' || answer === 'endsAtOnce') return port;
      attaching--;
      throw new ProblemError(answer);
    },
    attach: async (port) => {
      await Promise.resolve();
      attaching--;
      if (answers[ports.indexOf(port)] !== 'endsAtOnce') return;
      port.dispatchEvent(new Event('close'));
      throw new ProblemError('database.unavailable');
    },
    lost: {
      next: (problem) => {
        told.push(problem?.code ?? null);
        if (!problem) isBack();
      },
    },
    isOver: () => over,
    release: () => {
      released++;
      isLetGo();
    },
    waitsMs: [0],
  });
  return {
    ports,
    told,
    started,
    back,
    most: () => most,
    released: () => released,
    letGo,
    endWithNextPort: () => {
      endsWithNextPort = true;
    },
    end: () => {
      over = true;
    },
    close: (index: number) => ports[index]?.dispatchEvent(new Event('close')),
  };
}

describe('the database process is kept within reach', () => {
  it('fails to open where the first port does not come', async () => {
    const { started } = stage(['database.diskFull']);
    await expect(started).rejects.toMatchObject({ code: 'database.diskFull' });
  });

  it('takes another port when the process ends, and says nothing of it', async () => {
    const shell = stage(['port', 'port']);
    await shell.started;
    shell.close(0);
    await shell.back;
    expect(shell.told).toEqual([null]);
  });

  it('tries one at a time when a port of the ending process ends at once', async () => {
    const shell = stage(['port', 'endsAtOnce', 'endsAtOnce', 'port']);
    await shell.started;
    shell.close(0);
    shell.close(0);
    await shell.back;
    expect(shell.most()).toBe(1);
    expect(shell.ports).toHaveLength(4);
  });

  it('tells after two quiet attempts, and again when it is back', async () => {
    const down = 'database.unavailable';
    const shell = stage(['port', down, down, down, 'port']);
    await shell.started;
    shell.close(0);
    await shell.back;
    expect(shell.told).toEqual([down, null]);
  });

  it('asks for no port once it is over', async () => {
    const shell = stage(['port', 'port']);
    await shell.started;
    shell.end();
    shell.close(0);
    await Promise.resolve();
    expect(shell.ports).toHaveLength(1);
  });

  it('lets go what waits for a port once the last one has ended', async () => {
    const shell = stage(['port']);
    await shell.started;
    shell.end();
    expect(shell.released()).toBe(0);
    shell.close(0);
    expect(shell.released()).toBe(1);
  });

  it('takes no port that comes when it is over, and lets go what waits for one', async () => {
    const shell = stage(['port', 'port']);
    await shell.started;
    shell.close(0);
    shell.endWithNextPort();
    await shell.letGo;
    expect(shell.ports.map(({ isClosed }) => isClosed)).toEqual([false, true]);
  });
});
