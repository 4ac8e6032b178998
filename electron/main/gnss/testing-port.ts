import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A real serial device of the system: a pseudo terminal, whose other end writes what a receiver would. */
export interface Device {
  readonly path: string;
  send(text: string): void;
  unplug(): Promise<void>;
}

/** Plugs one in; `script` of util-linux makes the pair. */
export async function plugIn(): Promise<Device> {
  const terminal: ChildProcessWithoutNullStreams = spawn('script', [
    '-qfc',
    'stty raw -echo; tty; sleep 600',
    '/dev/null',
  ]);
  const [first] = (await once(terminal.stdout, 'data')) as [Buffer];
  const [path = ''] = /\/dev\/pts\/\d+/.exec(first.toString()) ?? [];
  return {
    path,
    send: (text) => terminal.stdin.write(text),
    async unplug() {
      if (terminal.exitCode !== null || terminal.signalCode !== null) return;
      const gone = once(terminal, 'exit');
      terminal.kill('SIGKILL');
      await gone;
    },
  };
}
