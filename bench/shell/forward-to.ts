import { accessToken } from '../../electron/main/server/access-token.ts';
import { centralServer, type ServerRequest } from '../../electron/main/server/central-server.ts';
import { forwarding } from '../../electron/main/server/forward.ts';
import { askAs, type Bearer } from '../../electron/main/server/signed-in.ts';
import type { BenchServer } from '../window/shell.ts';

/** The product's forwarding of the window's requests, to a server that the bench names. */
export function forwardTo(fetch: (url: string, init: RequestInit) => Promise<Response>) {
  let forward: ((request: Request) => Promise<Response>) | null = null;
  let ask: ((request: ServerRequest) => Promise<Response>) | null = null;
  return {
    async use({ url, accessToken: token, accessExpiresAt, replica }: BenchServer): Promise<void> {
      const grant = { accessToken: token, accessExpiresAt };
      const held = accessToken({ renew: async () => grant, onRefused: () => undefined, serverNow: Date.now });
      const signal = new AbortController().signal;
      const known = { id: replica, epoch: null, meet: () => undefined, meetAnew: () => undefined };
      const bearer: Bearer = { token: held, replica: known, signal, revoked: () => undefined };
      const server = centralServer({ baseUrl: url, fetch });
      forward = forwarding(server, () => bearer);
      ask = (request) => askAs(bearer, server, request);
    },
    async ask(request: ServerRequest): Promise<Response> {
      if (!ask) throw new Error('no server was named');
      return ask(request);
    },
    async answer(request: Request): Promise<Response> {
      return forward ? forward(request) : new Response(null, { status: 503 });
    },
  };
}
