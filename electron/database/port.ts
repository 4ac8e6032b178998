import { type Problem, ProblemError } from '../../shared/problem/problem.ts';
import type { ChangeMessage, FromEngine, Operation, Output, Reply, Request } from '../../shared/storage/contract.ts';
import { inParcels } from '../../shared/storage/parcels.ts';
import { listen, type StoragePort } from '../../shared/storage/port.ts';
import { isObject } from '../../shared/storage/tree.ts';
import { type AllowedCollection, passGate } from './collection-gate.ts';
import type { Engine, Subscriber } from './engine.ts';
import { callNumberOf, checkRequest } from './request-check.ts';
import { plainProblemOf } from './sqlite-problem.ts';

export interface PortOptions {
  readonly engine: Engine;
  readonly port: StoragePort;
  /** What may be opened; `'any'` for use within one process. */
  readonly allowed: readonly AllowedCollection[] | 'any';
  /** A problem of the file that a call has met. */
  readonly onProblem?: (problem: Problem) => void;
  readonly onClose?: () => void;
}

const ofTheFile: ReadonlySet<string> = new Set(['database.damaged', 'database.diskFull', 'database.readOnly']);

/**
 * Serves one port: the closed list of calls of shared/storage/contract, each checked where it enters and answered with
 * its value or with a problem. No answer holds the text of an error, which may hold a document.
 * @returns closes the port and every instance that was opened over it
 */
export function servePort(options: PortOptions): () => void {
  const { engine } = options;
  const port = inParcels(options.port);
  const outbox = new Outbox(port);
  const own = new Set<number>();
  const subscriber: Subscriber = { changed: (message) => outbox.addChange(message) };
  let isOpen = true;

  listen(port, (data) => {
    if (!isOpen || !isObject(data) || !Array.isArray(data.requests)) return;
    // A list may claim to be longer than what it holds, and would be counted through to its end.
    for (const request of Object.values(data.requests)) receive(request);
  });
  port.onclose = close;

  function receive(request: unknown): void {
    const call = callNumberOf(request);
    if (call === null) return;
    try {
      const value = perform(checkRequest(request));
      if (!(value instanceof Promise)) {
        outbox.addReply({ call, value });
        return;
      }
      value.then(
        (later) => outbox.addReply({ call, value: later }),
        (thrown: unknown) => refuse(call, thrown),
      );
    } catch (thrown) {
      refuse(call, thrown);
    }
  }

  function perform({ op, input }: Request): Output<Operation> | Promise<Output<Operation>> {
    if (op === 'open') return open(input);
    if (!own.has(input.instance)) throw new ProblemError('database.closed');
    switch (op) {
      case 'write':
        return engine.write(input);
      case 'find':
        return engine.find(input);
      case 'query':
        return engine.query(input);
      case 'count':
        return engine.count(input);
      case 'changes':
        return engine.changes(input);
      case 'attachment':
        return engine.attachment(input);
      case 'cleanup':
        return engine.cleanup(input);
      case 'groupedCount':
        return engine.groupedCount(input);
      case 'search':
        return engine.search(input);
      case 'close':
        own.delete(input.instance);
        return engine.closeInstance(input);
      case 'remove':
        return engine.remove(input);
    }
  }

  async function open(input: (Request & { op: 'open' })['input']): Promise<Output<'open'>> {
    if (options.allowed !== 'any') await passGate(input, options.allowed, engine.tables);
    if (!isOpen) throw new ProblemError('database.closed');
    const opened = engine.openInstance(subscriber, input);
    own.add(opened.instance);
    return opened;
  }

  function refuse(call: number, thrown: unknown): void {
    const problem = plainProblemOf(thrown);
    outbox.addReply({ call, problem });
    if (ofTheFile.has(problem.code)) options.onProblem?.(problem);
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    engine.closeInstancesOf(subscriber);
    port.onmessage = null;
    port.close();
    options.onClose?.();
  }

  return close;
}

/** Gathers what one turn has to say into one message, in order: changes by others before the replies that follow them. */
class Outbox {
  readonly #port: StoragePort;
  #replies: Reply[] = [];
  #changed: ChangeMessage[] = [];
  #isScheduled = false;

  constructor(port: StoragePort) {
    this.#port = port;
  }

  addReply(reply: Reply): void {
    this.#replies.push(reply);
    this.#schedule();
  }

  addChange(message: ChangeMessage): void {
    this.#changed.push(message);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      const message: FromEngine = { replies: this.#replies, changed: this.#changed };
      this.#replies = [];
      this.#changed = [];
      this.#isScheduled = false;
      this.#port.postMessage(message);
    });
  }
}
