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
  /** A new plain file of random bytes. */
  makePlain(sizeBytes: number): Promise<void>;
  /** The plain file, sealed by the product's store under this name. */
  sealPlain(name: string): Promise<SealedOriginal>;
  /** What follows gives the milliseconds that it took. */
  copyPlain(): Promise<number>;
  readSealed(original: SealedOriginal): Promise<number>;
  readPlain(sizeBytes: number): Promise<number>;
  /** Sends it to the server that was last named, as the product does; the server has the evidence's document. */
  sendSealed(evidenceId: string, original: SealedOriginal): Promise<number>;
  /** Sends the plain file in one request. */
  putPlain(url: string): Promise<number>;
  dropSealed(original: SealedOriginal): Promise<void>;
}

/** What was sealed, and the milliseconds until it was on the disk. */
export interface SealedOriginal {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly ms: number;
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
