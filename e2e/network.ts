import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestOf,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the network does to one request. */
export type Fault =
  | { readonly kind: 'pass' }
  /** The connection ends before the request has reached anybody. */
  | { readonly kind: 'drop' }
  /** Nothing is ever answered: a half-open connection. */
  | { readonly kind: 'silent' }
  /** The server has done it, and the answer is lost. */
  | { readonly kind: 'loseReply' }
  /** The connection ends in the middle of the request's body. */
  | { readonly kind: 'cutRequest' }
  /** So many bytes of the request's body are taken off the line and no more, until then; the connection ends, and nobody hears of it. */
  | { readonly kind: 'stuck'; readonly bytes: number; readonly until: Promise<void> }
  /** The connection ends in the middle of the answer's body. */
  | { readonly kind: 'cutReply' }
  /** The answer is whole for HTTP, and half of it is missing. */
  | { readonly kind: 'truncateReply' }
  /** The request reaches the server twice; the second answer comes back. */
  | { readonly kind: 'duplicate' }
  /** The request is held up before it has reached anybody. */
  | { readonly kind: 'holdRequest'; readonly until: Promise<void> }
  /** The server has answered, and the answer is held up on its way. */
  | { readonly kind: 'holdReply'; readonly until: Promise<void> }
  /** As slow as a bad 2G connection. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** Something on the way answers in the server's place. */
  | { readonly kind: 'answer'; readonly status: number; readonly contentType: string; readonly body: string };

export const portalPage: Fault = {
  kind: 'answer',
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body: '<!doctype html><title>Wi-Fi khách sạn</title><p>Mời đăng nhập để dùng mạng.</p>',
};

export const badGateway: Fault = { kind: 'answer', status: 502, contentType: 'text/html', body: '<h1>502</h1>' };

export interface NetworkRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A network of its own in front of a server: real sockets, whose faults a test decides for each request. */
export interface Network {
  readonly url: string;
  /** Every request so far, in order. */
  readonly requests: readonly NetworkRequest[];
  /** What happens to each request from now on; all pass until this is called. */
  fault(of: (request: NetworkRequest) => Fault): void;
  /** The cable is pulled: open connections end, new ones are refused. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** Resolves with the next request that fits. */
  next(fits: (request: NetworkRequest) => boolean): Promise<NetworkRequest>;
  close(): Promise<void>;
}

export async function openNetwork(target: string): Promise<Network> {
  const sockets = new Set<Socket>();
  const requests: NetworkRequest[] = [];
  const waiting = new Set<(request: NetworkRequest) => void>();
  const agent = new Agent({ keepAlive: true });
  let faultOf: (request: NetworkRequest) => Fault = () => ({ kind: 'pass' });
  let server = newServer();
  let port = 0;

  function newServer(): Server {
    const made = createServer((incoming, outgoing) => {
      const { method = 'GET', url: path = '/', headers } = incoming;
      const request = { method, path, headers };
      requests.push(request);
      for (const tell of waiting) tell(request);
      void handle({ incoming, outgoing, target, agent }, faultOf(request)).catch(() => incoming.socket.destroy());
    });
    made.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    return made;
  }

  const up = async () => {
    if (server.listening) return;
    server = newServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  const down = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };

  await up();
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    fault(of) {
      faultOf = of;
    },
    down,
    up,
    next: (fits) =>
      new Promise((resolve) => {
        const tell = (request: NetworkRequest) => {
          if (!fits(request)) return;
          waiting.delete(tell);
          resolve(request);
        };
        waiting.add(tell);
      }),
    async close() {
      if (server.listening) await down();
      agent.destroy();
    },
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly target: string;
  readonly agent: Agent;
}

async function handle(exchange: Exchange, fault: Fault): Promise<void> {
  const { incoming, outgoing } = exchange;
  if (fault.kind === 'silent') return;
  if (fault.kind === 'drop') {
    incoming.socket.destroy();
    return;
  }
  if (fault.kind === 'answer') {
    outgoing.writeHead(fault.status, { 'content-type': fault.contentType }).end(fault.body);
    return;
  }
  if (fault.kind === 'stuck') {
    await takePart(incoming, fault.bytes);
    await fault.until;
    incoming.socket.destroy();
    return;
  }
  const body = await read(incoming);
  if (fault.kind === 'holdRequest') await fault.until;
  if (fault.kind === 'slow') await pause((body.byteLength / fault.bytesPerSecond) * 1_000);
  if (fault.kind === 'cutRequest') {
    await forwardHalf(exchange, body);
    incoming.socket.destroy();
    return;
  }
  if (fault.kind === 'duplicate') (await forward(exchange, body)).resume();
  const reply = await forward(exchange, body);
  if (fault.kind === 'holdReply') {
    const held = await read(reply);
    await fault.until;
    outgoing.writeHead(reply.statusCode ?? 502, reply.headers).end(held);
    return;
  }
  if (fault.kind === 'loseReply') {
    await read(reply);
    incoming.socket.destroy();
    return;
  }
  if (fault.kind === 'cutReply' || fault.kind === 'truncateReply' || fault.kind === 'slow') {
    await answerBadly(exchange, reply, fault);
    return;
  }
  outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
  // An event stream is passed on as it comes.
  outgoing.flushHeaders();
  reply.pipe(outgoing);
  reply.on('error', () => incoming.socket.destroy());
  outgoing.on('close', () => reply.destroy());
}

function forward({ incoming, target, agent }: Exchange, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, headers, url, socket } = incoming;
    const sent = requestOf(target + (url ?? '/'), { method, headers, agent }, resolve);
    const giveUp = () => sent.destroy();
    sent.on('error', reject);
    sent.on('close', () => socket.off('close', giveUp));
    socket.once('close', giveUp);
    sent.end(body);
  });
}

/** The server gets half of a body, and then nothing more. */
async function forwardHalf({ incoming, target }: Exchange, body: Buffer): Promise<void> {
  const { method, headers, url } = incoming;
  const sent = requestOf(target + (url ?? '/'), { method, headers: { ...headers, 'content-length': body.byteLength } });
  sent.on('error', () => undefined);
  await new Promise<void>((resolve) => sent.write(body.subarray(0, body.byteLength >> 1), () => resolve()));
  sent.destroy();
}

async function answerBadly({ incoming, outgoing }: Exchange, reply: IncomingMessage, fault: Fault): Promise<void> {
  const whole = await read(reply);
  const half = whole.subarray(0, whole.byteLength >> 1);
  const { 'content-length': _, 'transfer-encoding': __, ...headers } = reply.headers;
  if (fault.kind === 'truncateReply') {
    outgoing.writeHead(reply.statusCode ?? 200, { ...headers, 'content-length': half.byteLength }).end(half);
    return;
  }
  outgoing.writeHead(reply.statusCode ?? 200, { ...headers, 'content-length': whole.byteLength });
  if (fault.kind === 'cutReply') {
    outgoing.write(half, () => incoming.socket.destroy());
    return;
  }
  const bytesPerSecond = fault.kind === 'slow' ? fault.bytesPerSecond : 1;
  for (let at = 0; at < whole.byteLength; at += bytesPerSecond / 10) {
    outgoing.write(whole.subarray(at, at + bytesPerSecond / 10));
    await pause(100);
  }
  outgoing.end();
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Resolves once so many bytes have come, or no more will; what follows stays on the line. */
function takePart(stream: IncomingMessage, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    let come = 0;
    stream.on('data', (part: Buffer) => {
      come += part.byteLength;
      if (come < bytes) return;
      stream.pause();
      resolve();
    });
    stream.on('close', resolve);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
