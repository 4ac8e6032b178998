import type { Duplex } from 'node:stream';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Wire } from '../vault/meeting-handshake.ts';

/** Messages over a connection: four bytes with a length, and so many bytes. Never more is held than one message and what the system buffers. */
export interface Frames extends Wire {
  /** Nothing more is said; what was said has a moment to arrive. */
  end(): void;
  destroy(): void;
}

const lengthBytes = 4;
const lingerMs = 1_000;

/** `silenceMs`: after so long without a byte the other end counts as gone. Both ways throw `meeting.cut`; what is no message `meeting.broken`. */
export function framesOf(socket: Duplex, silenceMs: number): Frames {
  let wake: () => void = () => undefined;
  for (const event of ['readable', 'end', 'close']) socket.on(event, () => wake());
  // Whatever ends the connection, it is told to who waits for bytes.
  socket.on('error', () => undefined);

  function more(): Promise<void> {
    return new Promise((resolve) => {
      const silence = setTimeout(() => socket.destroy(), silenceMs);
      wake = () => {
        clearTimeout(silence);
        resolve();
      };
    });
  }

  /** Resolves when the network takes more, or nothing any more. */
  function room(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        socket.off('drain', done);
        socket.off('close', done);
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
    });
  }

  async function exactly(bytes: number): Promise<Buffer> {
    for (;;) {
      const read: Buffer | null = socket.read(bytes);
      if (read?.byteLength === bytes) return read;
      // At the end of a stream what is left of it is given, however little.
      if (read !== null || socket.readableEnded || socket.destroyed) throw cut();
      await more();
    }
  }

  return {
    async receive(mostBytes) {
      const length = (await exactly(lengthBytes)).readUInt32BE();
      if (length === 0 || length > mostBytes) {
        socket.destroy();
        throw new ProblemError('meeting.broken');
      }
      return exactly(length);
    },
    async send(message) {
      if (!socket.writable) throw cut();
      const length = Buffer.alloc(lengthBytes);
      length.writeUInt32BE(message.byteLength);
      socket.cork();
      socket.write(length);
      const hasRoom = socket.write(message);
      socket.uncork();
      if (!hasRoom) await room();
      if (socket.destroyed) throw cut();
    },
    end() {
      const linger = setTimeout(() => socket.destroy(), lingerMs);
      socket.once('close', () => clearTimeout(linger));
      socket.end();
    },
    destroy: () => socket.destroy(),
  };
}

function cut(): ProblemError {
  return new ProblemError('meeting.cut');
}
