import { connect } from 'node:net';

/** A request as its bytes: what a client of HTTP would not let through goes through. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface RawAnswer {
  readonly status: number;
  readonly type: string;
  /** Lines of the head, as they came. */
  readonly head: string;
  readonly body: string;
}

const longestMs = 20_000;

/** Asks over a connection of its own. Null when it was shut, or fell silent, without an answer. */
export function askRaw(url: string, { method, target, headers, body }: RawRequest): Promise<RawAnswer | null> {
  const { hostname, port } = new URL(url);
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const parts: Buffer[] = [];
    const end = () => {
      socket.destroy();
      resolve(answerIn(Buffer.concat(parts)));
    };
    socket.setTimeout(longestMs, end);
    socket.on('data', (part) => {
      parts.push(part);
      if (isWhole(Buffer.concat(parts).toString('latin1'), method)) end();
    });
    socket.on('error', end);
    socket.on('close', end);
    socket.write(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
    socket.write(body);
  });
}

/** The connection stays open for more: what has come says itself where it ends. A stream of events has no end of its own. */
function isWhole(text: string, method: string): boolean {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  if (rest.length === 0) return false;
  if (method === 'HEAD' || /^HTTP\/1\.1 (204|304)/.test(head) || /^content-type: text\/event-stream/im.test(head))
    return true;
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  return length === undefined ? text.endsWith('0\r\n\r\n') : text.length - head.length - 4 >= Number(length);
}

function answerIn(bytes: Buffer): RawAnswer | null {
  const headEnds = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, Math.max(0, headEnds)).toString('latin1');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1];
  if (status === undefined) return null;
  const type = /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? '';
  return { status: Number(status), type, head, body: bytes.subarray(headEnds + 4).toString('utf8') };
}
