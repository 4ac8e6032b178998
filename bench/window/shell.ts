import type { AllowedCollection } from '../../electron/database/collection-gate.ts';

/** What the bench's shell does for its window. */
export interface BenchShell {
  /** Starts a database process ahead of its opening, as the product does while a PIN is being typed. */
  prepareDatabase(): Promise<void>;
  /** Opens the encrypted file of this name in the process; its port comes as a message of the window. */
  openDatabase(name: string, collections: readonly AllowedCollection[]): Promise<void>;
  closeDatabase(name: string): Promise<void>;
  /** Closes it and removes its files. */
  removeDatabase(name: string): Promise<void>;
  /** Forwards `/server/` to this central server from now on, in this session. */
  reachServer(server: BenchServer): Promise<void>;
}

export interface BenchServer {
  readonly url: string;
  readonly accessToken: string;
  readonly accessExpiresAt: string;
  readonly replica: string;
}

export const shellChannel = 'bench:call';

declare global {
  interface Window {
    benchShell: BenchShell;
    /** There with `--expose-gc`. */
    gc?: () => void;
  }
}
