import { once } from 'node:events';
import { app, type Session, session as sessions } from 'electron';

/** The sessions by which the shell talks to the server: the system's proxies and certificates, no cookies, no cache. */
export interface ServerSessions {
  /** For whoever needs none alone; it may be another one the next time. */
  readonly shared: Session;
  /** One that nobody else uses meanwhile, and that has no connection yet. Rejects as `use` does, and when the signal ends. */
  alone<Result>(signal: AbortSignal, use: (session: Session) => Promise<Result>): Promise<Result>;
}

const networkProcess = 'network.mojom.NetworkService';

export function serverSessions(): ServerSessions {
  let opened = 0;
  function open(): Session {
    opened += 1;
    const session = sessions.fromPartition(`minh-tra-server-${opened}`, { cache: false });
    session.setUserAgent(`MinhTra/${app.getVersion()}`);
    session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
    return session;
  }
  let shared = open();
  let free: Session[] = [];
  // A session asks the network process that was there when it first asked, and never the one that takes its place.
  app.on('child-process-gone', (_event, { serviceName }) => {
    if (serviceName !== networkProcess) return;
    shared = open();
    free = [];
  });
  return {
    get shared() {
      return shared;
    },
    async alone(signal, use) {
      signal.throwIfAborted();
      const freed = free;
      const session = freed.pop() ?? open();
      try {
        await Promise.race([session.closeAllConnections(), once(signal, 'abort')]);
        signal.throwIfAborted();
        return await use(session);
      } finally {
        freed.push(session);
      }
    },
  };
}
