import { ProblemError } from '../../shared/problem/problem.ts';
import { DevicesReply, type RegisteredDevice, RevokedReply } from '../../shared/protocol/devices.ts';
import { type Fetch, isOf, OurServer, silenceMs } from './server/our-server.ts';

/** The laptops that an administrator looks after. They stand on the server alone: without it there is a problem, no list. */
export class Devices {
  readonly #server: OurServer;

  constructor(baseUrl: string, fetch: Fetch) {
    this.#server = new OurServer(`${baseUrl}/devices`, fetch);
  }

  /** Every laptop, the latest seen first. */
  async list(signal: AbortSignal): Promise<readonly RegisteredDevice[]> {
    const reply = await this.#server.json('', {}, signal, silenceMs);
    if (!isOf(DevicesReply, reply)) throw new ProblemError('server.notOurs');
    return reply.devices;
  }

  /** Reports one lost, which can't be taken back; a second time changes nothing. Answers what that came to. */
  async revoke(deviceId: string): Promise<RevokedReply['revoked']> {
    const { signal } = new AbortController();
    const reply = await this.#server.json(`/${deviceId}/revoke`, { method: 'POST' }, signal, silenceMs);
    if (!isOf(RevokedReply, reply)) throw new ProblemError('server.notOurs');
    return reply.revoked;
  }
}
