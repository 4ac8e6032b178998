import type { Connections } from '../database/connections.ts';
import type { EvidenceFiles } from '../files/evidence-files.ts';
import type { Opened } from './brought-files.ts';
import type { ChangeHub } from './change-hub.ts';
import type { Cryptography } from './cryptography.ts';
import type { DownloadLane } from './download-lane.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { PushTurns } from './push-turns.ts';
import type { Registry } from './registry.ts';
import type { SessionRates } from './session-rates.ts';

/** What the services share: made once at start, the same for every request. */
export interface Context {
  readonly connections: Connections;
  readonly registry: Registry;
  readonly cryptography: Cryptography;
  readonly hub: ChangeHub;
  readonly downloads: DownloadLane;
  readonly pushes: PushTurns;
  readonly rates: SessionRates;
  readonly evidence: EvidenceFiles;
  readonly opened: OpenedFiles<Opened>;
  /** A page of the feed ends at so many bytes. */
  readonly pageBytes: number;
  /** Random id made with the database. */
  readonly epoch: string;
  /** Milliseconds since 1970. */
  now(): number;
}
