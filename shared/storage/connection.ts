import type { Problem } from '../problem/problem.ts';
import { ProblemError } from '../problem/problem.ts';
import {
  type ChangeMessage,
  type FromEngine,
  type Input,
  type InstanceFields,
  type InstanceOperation,
  type OpenInput,
  type Operation,
  type Output,
  type Reply,
  type Request,
  timeLimitsMs,
} from './contract.ts';
import { inParcels } from './parcels.ts';
import { listen, type StoragePort } from './port.ts';

declare function setTimeout(run: () => void, delayMs: number): unknown;
declare function clearTimeout(timer: unknown): void;

/** One storage instance as the connection knows it: it outlives the ports that it is served by. */
export interface Link {
  readonly open: OpenInput;
  /** The engine's number for it on the present port; null while there is none. */
  handle: number | null;
  /** Why it could not be opened again on a later port. */
  problem: Problem | null;
  changed(message: ChangeMessage): void;
  /** Runs when it is open again, before any call that waited: what was sent and never answered is looked up here. */
  reopened(): Promise<void>;
}

interface Hooks<Op extends Operation> {
  /** Runs at the reply, even when that comes after the time limit. */
  readonly answered?: (output: Output<Op>) => void;
  /** Runs when the port went away between sending and reply: whether it was done is not known. */
  readonly lost?: () => void;
}

interface Waiting {
  readonly op: Operation;
  readonly link: Link | null;
  readonly request: (call: number) => Request;
  readonly resolve: (output: Output<Operation>) => void;
  readonly reject: (problem: Problem) => void;
  readonly lost: (() => void) | undefined;
  timer: unknown;
  sent: boolean;
}

const unavailable: Problem = { code: 'database.unavailable' };
const closed: Problem = { code: 'database.closed' };

/** Calls over one port after another: each answered, refused when the port goes away, or refused at its time limit. */
export class Connection {
  readonly #limitsMs: Readonly<Record<Operation, number>>;
  readonly #links = new Set<Link>();
  readonly #waiting = new Map<number, Waiting>();
  #outbox: Request[] = [];
  #port: StoragePort | null = null;
  #phase: 'detached' | 'opening' | 'ready' | 'closed' = 'detached';
  #lastCall = 0;

  constructor(limitsMs: Partial<Record<Operation, number>> = {}) {
    this.#limitsMs = { ...timeLimitsMs, ...limitsMs };
  }

  get isAttached(): boolean {
    return this.#port !== null;
  }

  /** Goes on over a new port: every instance is opened again, then what waited is sent. */
  async attach(inner: StoragePort): Promise<void> {
    const port = inParcels(inner);
    if (this.#phase === 'closed') throw new ProblemError('database.closed');
    this.detach();
    this.#port = port;
    this.#phase = 'opening';
    listen(port, (data) => this.#receive(port, data as FromEngine));
    port.onclose = () => {
      if (this.#port === port) this.detach();
    };
    const reopening = [...this.#links].map((link) => this.#reopen(link, port));
    if (reopening.length > 0) await Promise.all(reopening);
    if (this.#port !== port) throw new ProblemError('database.unavailable');
    this.#phase = 'ready';
    for (const [call, waiting] of this.#waiting) if (!waiting.sent) this.#send(call, waiting);
  }

  /** The other end is gone: refuses what was sent and not answered. What has not been sent waits for the next port. */
  detach(problem: Problem = unavailable): void {
    const port = this.#port;
    if (!port) return;
    this.#port = null;
    this.#phase = 'detached';
    this.#outbox = [];
    port.onmessage = null;
    port.close();
    for (const link of this.#links) link.handle = null;
    for (const [call, waiting] of this.#waiting) {
      if (!waiting.sent) continue;
      waiting.lost?.();
      this.#refuse(call, waiting, problem);
    }
  }

  close(): void {
    this.detach(closed);
    this.#phase = 'closed';
    for (const [call, waiting] of this.#waiting) this.#refuse(call, waiting, closed);
    this.#links.clear();
  }

  async open(link: Link): Promise<void> {
    const { instance } = await this.#call('open', null, () => link.open, {}, 'whenReady');
    link.handle = instance;
    this.#links.add(link);
  }

  /** The instance is closed or removed: nothing more arrives for it. */
  forget(link: Link): void {
    this.#links.delete(link);
    link.handle = null;
  }

  call<Op extends InstanceOperation>(
    op: Op,
    link: Link,
    fields: InstanceFields<Op>,
    hooks: Hooks<Op> = {},
  ): Promise<Output<Op>> {
    return this.#call(op, link, () => this.#inputFor(link, fields), hooks, 'whenReady');
  }

  /** As `call`, while the instances are being opened again and others wait. */
  callFirst<Op extends InstanceOperation>(op: Op, link: Link, fields: InstanceFields<Op>): Promise<Output<Op>> {
    return this.#call(op, link, () => this.#inputFor(link, fields), {}, 'atOnce');
  }

  #inputFor<Op extends InstanceOperation>(link: Link, fields: InstanceFields<Op>): Input<Op> {
    return { ...fields, instance: link.handle ?? -1 } as unknown as Input<Op>;
  }

  #call<Op extends Operation>(
    op: Op,
    link: Link | null,
    input: () => Input<Op>,
    hooks: Hooks<Op>,
    when: 'whenReady' | 'atOnce',
  ): Promise<Output<Op>> {
    if (this.#phase === 'closed') return Promise.reject(new ProblemError('database.closed'));
    if (link?.problem) return Promise.reject(new ProblemError(link.problem.code, link.problem.details));
    return new Promise((resolve, reject) => {
      const call = ++this.#lastCall;
      const waiting: Waiting = {
        op,
        link,
        request: (number) => ({ call: number, op, input: input() }) as Request,
        resolve: (output) => {
          hooks.answered?.(output as Output<Op>);
          resolve(output as Output<Op>);
        },
        reject: (problem) => reject(new ProblemError(problem.code, problem.details)),
        lost: hooks.lost,
        timer: setTimeout(() => this.#timeUp(call, waiting), this.#limitsMs[op]),
        sent: false,
      };
      this.#waiting.set(call, waiting);
      if (this.#phase === 'ready' || (when === 'atOnce' && this.#port)) this.#send(call, waiting);
    });
  }

  async #reopen(link: Link, port: StoragePort): Promise<void> {
    try {
      const { instance } = await this.#call('open', null, () => link.open, {}, 'atOnce');
      link.handle = instance;
      link.problem = null;
      await link.reopened();
    } catch (thrown) {
      const problem = thrown instanceof ProblemError ? thrown : new ProblemError('internal');
      // A port that went away again is no fault of the instance: the next one opens it.
      if (this.#port === port) link.problem = { code: problem.code };
    }
  }

  #send(call: number, waiting: Waiting): void {
    if (waiting.link?.problem) {
      this.#refuse(call, waiting, waiting.link.problem);
      return;
    }
    waiting.sent = true;
    if (this.#outbox.length === 0) void Promise.resolve().then(() => this.#flush());
    this.#outbox.push(waiting.request(call));
  }

  #flush(): void {
    if (this.#outbox.length === 0) return;
    const requests = this.#outbox;
    this.#outbox = [];
    this.#port?.postMessage({ requests });
  }

  #timeUp(call: number, waiting: Waiting): void {
    waiting.reject(waiting.sent ? { code: 'database.timeout' } : unavailable);
    // A sent write stays known: its reply, however late, still tells the change streams what was saved.
    if (!waiting.sent || waiting.op !== 'write') this.#waiting.delete(call);
  }

  #refuse(call: number, waiting: Waiting, problem: Problem): void {
    clearTimeout(waiting.timer);
    this.#waiting.delete(call);
    waiting.reject(problem);
  }

  #receive(port: StoragePort, { replies, changed }: FromEngine): void {
    if (port !== this.#port) return;
    // Changes first: whoever is answered now must already have seen what others wrote before.
    for (const message of changed) {
      for (const link of this.#links) if (link.handle === message.instance) link.changed(message);
    }
    for (const reply of replies) this.#answer(reply);
  }

  #answer(reply: Reply): void {
    const waiting = this.#waiting.get(reply.call);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(reply.call);
    if ('problem' in reply) waiting.reject(reply.problem);
    else waiting.resolve(reply.value);
  }
}
