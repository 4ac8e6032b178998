import type { HostileRequest } from './requests.ts';

/** How long a server may stand still for one request, and for each megabyte of it: its bytes must be read at least. */
const mostMs = 50;
const mostMsAMegabyte = 50;
const requestsALook = 100;
const tries = 3;

interface Slow {
  readonly ms: number;
  readonly request: HostileRequest;
}

/** Reads a server's own figure of how long its event loop stood still, and finds out for which request. */
export class Watch {
  readonly slow: Slow[] = [];
  readonly #url: string;
  readonly #send: (request: HostileRequest) => Promise<unknown>;
  #since: HostileRequest[] = [];
  #longest = 0;
  #workedMs = 0;

  constructor(url: string, send: (request: HostileRequest) => Promise<unknown>) {
    this.#url = url;
    this.#send = send;
  }

  /** The longest so far, in milliseconds. */
  async longest(): Promise<number> {
    return Math.max(this.#longest, await this.#look());
  }

  /** True when some were asked once more. */
  async asked(request: HostileRequest): Promise<boolean> {
    this.#since.push(request);
    if (this.#since.length < requestsALook) return false;
    const suspects = this.#since;
    this.#since = [];
    const longest = await this.#look();
    if (longest <= mostMs) return false;
    for (const suspect of suspects) await this.#tryAgain(suspect);
    return true;
  }

  /** Slow is what is slow every time. */
  async #tryAgain(request: HostileRequest): Promise<void> {
    const most = mostMs + mostMsAMegabyte * (request.body.length / 1_048_576);
    let least = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < tries && least > most; attempt += 1) {
      await this.#send(request);
      least = Math.min(least, await this.#look());
    }
    if (least > most) this.slow.push({ ms: Math.round(least), request });
  }

  /**
   * Since the look before this one; the figure begins anew with each. No longer than the processor worked for it: else
   * another program stood in the way.
   */
  async #look(): Promise<number> {
    const text = await (await fetch(`${this.#url}/metrics`)).text();
    const msOf = (figure: string) => Number(new RegExp(`^minh_tra_${figure} (\\S+)$`, 'm').exec(text)?.[1]) * 1_000;
    const workedMs = msOf('process_cpu_seconds_total');
    const ms = Math.round(Math.min(msOf('nodejs_eventloop_lag_max_seconds'), workedMs - this.#workedMs));
    this.#workedMs = workedMs;
    this.#longest = Math.max(this.#longest, ms);
    return ms;
  }
}
