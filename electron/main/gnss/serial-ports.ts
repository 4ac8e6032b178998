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

const mostAtOnce = 1_024;

/** The serial ports of this laptop; the native part is loaded with the first of them. */
export const serialPorts: SerialPorts = {
  async list() {
    const { autoDetect } = await import('@serialport/bindings-cpp');
    const found = await autoDetect().list();
    return found.map(({ path, manufacturer }) => ({ path, maker: manufacturer ?? '' }));
  },
  async open(path, baudRate) {
    const { autoDetect } = await import('@serialport/bindings-cpp');
    const port = await autoDetect().open({ path, baudRate });
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
