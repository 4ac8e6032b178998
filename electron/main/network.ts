import { app, type Session, session as sessions } from 'electron';

/** Before the application is ready: Chromium does nothing on the network that we have not asked for. */
export function silenceChromium(): void {
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-breakpad', 'no-pings']) {
    app.commandLine.appendSwitch(name);
  }
}

/** The session by which the shell talks to the server: the system's proxies and certificates, no cookies, no cache. */
export function serverNetwork(): Session {
  const session = sessions.fromPartition('minh-tra-server', { cache: false });
  session.setUserAgent(`MinhTra/${app.getVersion()}`);
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  return session;
}
