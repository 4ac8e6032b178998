import { type Problem, ProblemError } from '../../shared/problem/problem.ts';
import type { StoragePort } from '../../shared/storage/port.ts';
import { refuseRaised } from './collection-gate.ts';
import { CopyKeeper } from './copy-keeper.ts';
import { Engine } from './engine.ts';
import type { CommitMark } from './file-state.ts';
import { copiedAt } from './last-good-copy.ts';
import { servePort } from './port.ts';
import { type FromDatabaseProcess, reportMs, type ToDatabaseProcess } from './process-messages.ts';
import { plainProblemOf } from './sqlite-problem.ts';

type Opening = ToDatabaseProcess & { readonly type: 'open' };

/**
 * What the process runs: one file, any number of ports. `tell` speaks to main; the result takes what main says.
 * `nativeBinding`: another build of the SQLite addon than the package's own.
 */
export function createDatabaseProcess(tell: (message: FromDatabaseProcess) => void, nativeBinding?: string) {
  let open: { readonly engine: Engine; readonly copies: CopyKeeper; readonly opening: Opening } | null = null;
  const waitingPorts: StoragePort[] = [];
  const closePorts = new Set<() => void>();
  const report = new MarkReport((mark) => tell({ type: 'committed', mark }));
  const tellProblem = (problem: Problem) => tell({ type: 'problem', problem });

  function openFile(opening: Opening): void {
    if (open) throw new ProblemError('database.refused', { reason: 'already open' });
    const { file, key, lastMark } = opening;
    const engine = Engine.open({
      file,
      keyHex: Buffer.from(key).toString('hex'),
      ...(nativeBinding === undefined ? {} : { nativeBinding }),
      ...(lastMark ? { lastMark } : {}),
      onCommit: (mark) => {
        report.add(mark);
        open?.copies.committed();
      },
      onProblem: tellProblem,
    });
    try {
      refuseRaised(opening.collections, engine.tables);
    } catch (thrown) {
      engine.close();
      throw thrown;
    }
    const copies = new CopyKeeper(engine, tellProblem, (at) => tell({ type: 'copied', at: at.toISOString() }));
    open = { engine, copies, opening };
    const at = copiedAt(file)?.toISOString() ?? null;
    tell({ type: 'opened', mark: engine.mark, isRolledBack: engine.isRolledBack, copiedAt: at });
    for (const port of waitingPorts.splice(0)) serve(port);
  }

  function serve(port: StoragePort): void {
    if (!open) {
      waitingPorts.push(port);
      return;
    }
    const { engine, opening } = open;
    const close = servePort({
      engine,
      port,
      allowed: opening.collections,
      onProblem: tellProblem,
      onClose: () => closePorts.delete(close),
    });
    closePorts.add(close);
  }

  function closeFile(writesCopy: boolean): void {
    const closing = open;
    for (const close of closePorts) close();
    if (closing) {
      closing.copies.stop();
      if (writesCopy) closing.copies.writeIfDue();
      closing.engine.close();
      open = null;
    }
    report.flush();
    tell({ type: 'closed', mark: closing?.engine.mark ?? null });
  }

  function perform(message: ToDatabaseProcess, ports: readonly StoragePort[]): void {
    switch (message.type) {
      case 'open':
        openFile(message);
        break;
      case 'connect':
        for (const port of ports) serve(port);
        break;
      case 'checkpoint':
        open?.engine.checkpoints.run('truncate');
        report.flush();
        tell({ type: 'checkpointed' });
        break;
      case 'copy':
        open?.copies.write();
        break;
      case 'close':
        closeFile(message.writesCopy);
        break;
    }
  }

  return {
    receive(message: ToDatabaseProcess, ports: readonly StoragePort[]): void {
      try {
        perform(message, ports);
      } catch (thrown) {
        const problem = plainProblemOf(thrown);
        if (message.type === 'open') tell({ type: 'failed', problem });
        else tellProblem(problem);
        // Main waits for this word whatever the closing met.
        if (message.type === 'close') tell({ type: 'closed', mark: null });
      }
    },
  };
}

/** Reports the newest mark, not more often than every `reportMs`. */
class MarkReport {
  readonly #tell: (mark: CommitMark) => void;
  #waiting: CommitMark | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(tell: (mark: CommitMark) => void) {
    this.#tell = tell;
  }

  add(mark: CommitMark): void {
    this.#waiting = mark;
    this.#timer ??= setTimeout(() => this.flush(), reportMs);
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const mark = this.#waiting;
    this.#waiting = null;
    if (mark) this.#tell(mark);
  }
}
