import { epochHeader, replicaHeader } from '../../../shared/protocol/version.ts';
import type { Replica } from '../session/replica.ts';
import type { AccessToken } from './access-token.ts';
import type { CentralServer, ServerRequest } from './central-server.ts';

/** The open session as a request needs it. */
export interface Bearer {
  readonly token: AccessToken;
  readonly replica: Pick<Replica, 'id' | 'epoch' | 'meet' | 'meetAnew'>;
  /** Aborted when the vault is shut. */
  readonly signal: AbortSignal;
  /** The server said that this device is revoked. */
  revoked(): void;
}

/** Asks the server as the person of the open session, whose token is renewed once when it is refused. Throws as `CentralServer.ask`. */
export async function askAs(session: Bearer, server: CentralServer, request: ServerRequest): Promise<Response> {
  const token = await session.token.current();
  const first = await server.ask(signed(request, session, token));
  if (first.status !== 401) return first;
  await first.body?.cancel();
  return server.ask(signed(request, session, await session.token.after(token)));
}

function signed(request: ServerRequest, { replica, signal }: Bearer, token: string): ServerRequest {
  const headers: Record<string, string> = {
    ...request.headers,
    authorization: `Bearer ${token}`,
    [replicaHeader]: replica.id,
  };
  // A server that was restored refuses before it judges a push by states that it has lost.
  if (replica.epoch !== null) headers[epochHeader] = replica.epoch;
  return { ...request, headers, signals: [...(request.signals ?? []), signal] };
}
