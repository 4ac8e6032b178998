import type { InspectionCase } from '../../shared/schema/cases.ts';

/** Saves another state of a document that was inserted. */
export type Edit = (next: InspectionCase) => Promise<unknown>;

/** What every storage under test can do. One instance is one open database with a collection of cases. */
export interface Peer {
  /** All in one call. */
  insertMany(documents: readonly InspectionCase[]): Promise<void>;
  /** One durable save of a new document; gives the way to save it again. */
  insert(document: InspectionCase): Promise<Edit>;
  /** Ids of the 50 cases of a state that are due on or before a day, latest first, with their documents read. */
  list(state: string, dueBy: string): Promise<readonly string[]>;
  countByState(states: readonly string[]): Promise<ReadonlyMap<string, number>>;
  close(): Promise<void>;
  destroy(): Promise<void>;
}

export const listLength = 50;
