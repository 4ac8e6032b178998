import { networkInterfaces } from 'node:os';
import { isMeetingAddress } from '../../../shared/domain/meeting/code.ts';

/** A network that this laptop is on. */
export interface Network {
  /** As the system calls it: `Wi-Fi`, `Ethernet`. */
  readonly name: string;
  /** IPv4, private or link-local. */
  readonly address: string;
}

/** The local networks of a moment; `only`: one address in their place. */
export function networksFor(only: string | null): () => readonly Network[] {
  return only === null ? localNetworks : () => [{ name: 'loopback', address: only }];
}

/** A cable, a hotspot, an office's network: nothing of the Internet is among them. */
function localNetworks(): Network[] {
  return Object.entries(networkInterfaces()).flatMap(([name, interfaces = []]) =>
    interfaces
      .filter(({ family, internal, address }) => family === 'IPv4' && !internal && isMeetingAddress(address))
      .map(({ address }) => ({ name, address })),
  );
}
