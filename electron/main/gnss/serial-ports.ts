import type { SerialPort } from '../../../shared/bridge/gnss.ts';

/** A port that is open. */
export interface OpenPort {
  /** The next bytes; throws once the port is gone or closed. */
  read(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface SerialPorts {
  list(): Promise<SerialPort[]>;
  open(path: string, baudRate: number): Promise<OpenPort>;
}

/** What is used of the library, whose own types lean on a package without any. */
interface Bindings {
  list(): Promise<readonly { readonly path: string; readonly manufacturer?: string | undefined }[]>;
  open(options: { readonly path: string; readonly baudRate: number }): Promise<{
    read(buffer: Buffer, offset: number, length: number): Promise<{ readonly bytesRead: number }>;
    close(): Promise<void>;
  }>;
}

const mostAtOnce = 1_024;

async function bindings(): Promise<Bindings> {
  const { autoDetect } = await import('@serialport/bindings-cpp');
  return autoDetect();
}

/** The serial ports of this laptop; the native part is loaded with the first of them. */
export const serialPorts: SerialPorts = {
  async list() {
    const found = await (await bindings()).list();
    return found.map(({ path, manufacturer }) => ({ path, maker: manufacturer ?? '' }));
  },
  async open(path, baudRate) {
    const port = await (await bindings()).open({ path, baudRate });
    const buffer = Buffer.alloc(mostAtOnce);
    return {
      async read() {
        const { bytesRead } = await port.read(buffer, 0, buffer.byteLength);
        return Uint8Array.from(buffer.subarray(0, bytesRead));
      },
      close: () => port.close(),
    };
  },
};
