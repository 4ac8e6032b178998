import { connect, createServer, type Server, type Socket } from 'node:net';
import { isMeetingAddress, type MeetingCode, meetingPorts } from '../../../shared/domain/meeting/code.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Network } from './networks.ts';

/** How long an answer of the leader's laptop may take. */
const connectMs = 5_000;

/** Where a leader is heard: the same port on each of its networks. */
export interface Listening {
  readonly port: number;
  /** Those on which it is heard: one may have gone in this moment. */
  readonly networks: readonly Network[];
  close(): void;
}

/** Listens on the first port that is free on all of these networks, and on no other address. Throws `meeting.noNetwork`. */
export async function listenOn(networks: readonly Network[], onSocket: (socket: Socket) => void): Promise<Listening> {
  for (const port of networks.length > 0 ? meetingPorts : []) {
    const servers: Server[] = [];
    const close = () => {
      for (const server of servers) server.close();
    };
    const heard: Network[] = [];
    const isTaken = await listenAtEach(networks, port, onSocket, (network, server) => {
      heard.push(network);
      servers.push(server);
    });
    if (!isTaken && heard.length > 0) return { port, networks: heard, close };
    close();
  }
  throw new ProblemError('meeting.noNetwork');
}

/** Listens at each address that is still there; true where somebody else listens at one of them. */
async function listenAtEach(
  networks: readonly Network[],
  port: number,
  onSocket: (socket: Socket) => void,
  onHeard: (network: Network, server: Server) => void,
): Promise<boolean> {
  for (const network of networks) {
    try {
      onHeard(network, await listenAt(network.address, port, onSocket));
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE') return true;
    }
  }
  return false;
}

function listenAt(address: string, port: number, onSocket: (socket: Socket) => void): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer({ noDelay: true }, (socket) => {
      // A router could bring somebody here from afar.
      if (isMeetingAddress(socket.remoteAddress ?? '')) onSocket(socket);
      else socket.destroy();
    });
    // What fails later ends nothing else.
    server.on('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => resolve(server));
  });
}

/** Connects with the laptop that a code names. Throws `meeting.notFound`. */
export function connectTo({ address, port }: MeetingCode): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, noDelay: true });
    const fail = () => {
      socket.destroy();
      reject(new ProblemError('meeting.notFound'));
    };
    socket.setTimeout(connectMs, fail);
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
