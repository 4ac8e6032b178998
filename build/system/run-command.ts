import { type SpawnOptions, spawn } from 'node:child_process';

export interface CommandResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  timedOut: boolean;
}

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** The command is killed after this time. */
  limitMs?: number;
}

/** Runs a program to its end and collects what it prints. Fails only when it cannot be started. */
export function runCommand(program: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  const spawnOptions: SpawnOptions = { cwd: options.cwd, env: options.env, stdio: ['ignore', 'pipe', 'pipe'] };
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, spawnOptions);
    // It must not go on when we end first.
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const timer = options.limitMs
      ? setTimeout(() => {
          timedOut = true;
          kill();
        }, options.limitMs)
      : undefined;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', kill);
      resolve({ code, signal, stdout, stderr, timedOut });
    });
  });
}

/** Like `runCommand`, and fails with what the program printed when it does not end with 0. */
export async function mustRun(program: string, args: string[], options: CommandOptions = {}): Promise<string> {
  const result = await runCommand(program, args, options);
  if (result.code === 0) return result.stdout;
  const why = result.timedOut ? `no end within ${options.limitMs} ms` : `exit ${result.code ?? result.signal}`;
  throw new Error(`${program} ${args.join(' ')}: ${why}\n${result.stderr || result.stdout}`.trimEnd());
}
