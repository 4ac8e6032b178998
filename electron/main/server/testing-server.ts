import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { protocolVersion } from '../../../shared/protocol/version.ts';

/** A request as the test server met it. */
export interface Met {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (met: Met, response: ServerResponse) => void | Promise<void>;

export interface TestingServer {
  readonly url: string;
  readonly met: Met[];
  stop(): Promise<void>;
}

/** Headers by which a client knows a Minh Tra server. */
export function ourHeaders(serverMs = Date.now()): Record<string, string> {
  return {
    'x-minh-tra-server': 'minh-tra',
    'x-minh-tra-protocol': String(protocolVersion),
    'x-minh-tra-clock': String(serverMs),
  };
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...ourHeaders(), 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** A real HTTP server on loopback, for tests of what the device sends and how it takes an answer. */
export async function startTestingServer(answer: Answer): Promise<TestingServer> {
  const met: Met[] = [];
  const server = createServer(async (request, response) => {
    const one: Met = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: await text(request).catch(() => ''),
    };
    met.push(one);
    await answer(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    met,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
