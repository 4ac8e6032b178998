import { startTestServer, type TestServer, type TestServerOptions } from '../../server/testing/test-server.ts';
import { type Network, openNetwork } from '../network.ts';
import { type Device, type DeviceOptions, openDevice } from './device.ts';

/** A server with a bad network of its own for each device, and the devices of one test. */
export interface Ground {
  readonly server: TestServer;
  /** A new laptop of this person; `isDown`: without a network at first. */
  device(username: string, options?: Pick<DeviceOptions, 'aheadMs' | 'over'> & { isDown?: boolean }): Promise<Laptop>;
  /** Closes the laptops: after each test. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface Laptop extends Device {
  readonly network: Network;
  /** The program is closed and opened again. */
  restart(): Promise<Laptop>;
}

export async function openGround(options?: TestServerOptions): Promise<Ground> {
  const server = await startTestServer(options);
  const open = new Set<Laptop>();

  const laptopOf = (device: Device, network: Network): Laptop => {
    const laptop: Laptop = {
      ...device,
      network,
      restart: async () => {
        open.delete(laptop);
        return laptopOf(await device.restart(), network);
      },
      close: async () => {
        open.delete(laptop);
        await device.close();
        await network.close();
      },
    };
    open.add(laptop);
    return laptop;
  };

  return {
    server,
    device: async (username, { isDown = false, ...deviceOptions } = {}) => {
      const network = await openNetwork(server.url);
      if (isDown) await network.down();
      const session = await server.signIn(username);
      return laptopOf(await openDevice({ url: network.url, session, ...deviceOptions }), network);
    },
    clear: async () => {
      for (const laptop of [...open]) await laptop.close();
    },
    close: () => server.stop(),
  };
}
