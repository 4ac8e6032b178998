export interface StartOptions {
  /** Start, tell the versions in one line of JSON, stop. */
  check: boolean;
}

export const startUsage = 'npm start [-- --check]';

/** Reads the arguments of `npm start`; null when they are not understood. */
export function readStartOptions(args: string[]): StartOptions | null {
  if (args.some((argument) => argument !== '--check')) return null;
  return { check: args.includes('--check') };
}
