import { app } from 'electron';

/** Switches of Chromium that take no value. */
const silences = ['disable-background-networking', 'disable-component-update', 'disable-breakpad', 'no-pings'];

/** By these a page would have names looked up, which can be spelt so that they carry what it has read. */
const unasked: Readonly<Record<string, string>> = {
  'blink-settings': 'dnsPrefetchingEnabled=false',
  // WebRTC asks for each name with a dot at its end, and nothing else does; the network as a whole for those in `.local`.
  'host-resolver-rules': 'MAP *. ~NOTFOUND',
  'disable-features': 'WebRtcHideLocalIpsWithMdns',
};

/** Before the application is ready: Chromium does nothing on the network that we have not asked for. */
export function silenceChromium(): void {
  const { commandLine } = app;
  for (const name of silences) commandLine.appendSwitch(name);
  for (const [name, value] of Object.entries(unasked)) {
    const given = commandLine.getSwitchValue(name);
    commandLine.appendSwitch(name, given === '' ? value : `${given},${value}`);
  }
  // Each session would fetch a dictionary of spelling, whether a window checks any or not.
  app.on('session-created', (session) => session.setSpellCheckerLanguages([]));
}
