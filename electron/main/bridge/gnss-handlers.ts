import type { Receiver } from '../gnss/receiver.ts';
import type { SerialPorts } from '../gnss/serial-ports.ts';
import type { Handlers } from './receive.ts';

type GnssHandlers = {
  [Name in keyof Handlers as Name extends `gnss.${string}` ? Name : never]: Handlers[Name];
};

export interface GnssParts {
  readonly receiver: Pick<Receiver, 'state'>;
  readonly ports: Pick<SerialPorts, 'list'>;
}

/** The calls about an external receiver. */
export function gnssHandlers({ receiver, ports }: GnssParts): GnssHandlers {
  return {
    'gnss.ports': () => ports.list(),
    'gnss.state': () => receiver.state(),
  };
}
