import type { SyncStatus } from '../../renderer/data/workspace.ts';
import type { TestSession } from '../../server/testing/test-session.ts';
import type { SignedBundle } from '../../shared/protocol/bundles.ts';

/** Collections in which the devices of a random test write. */
export const written = ['cases', 'answers', 'findings'] as const;
export type Written = (typeof written)[number];
export type Fields = Readonly<Record<string, unknown>>;

/** What a laptop in a thread of its own is opened with: plain data. */
export interface LaptopInput {
  readonly url: string;
  /** What it trusts besides what everybody does, for an `https` URL. */
  readonly certificate: string | null;
  readonly session: Pick<
    TestSession,
    'person' | 'deviceId' | 'leaseEndsAt' | 'accessToken' | 'refreshToken' | 'replica'
  >;
  readonly folder: string;
  readonly key: string;
}

/** Every call to a laptop in a thread of its own. */
export interface LaptopCalls {
  insert(collection: Written, fields: Fields): Promise<Fields>;
  /** Answers an item as the checklist does, with a note that was typed while there was no answer. */
  answer(caseId: string, itemId: string, note: string): Promise<void>;
  /** Resolves with the state before and after; null when the laptop has no such document. */
  change(collection: Written, id: string, fields: Fields): Promise<{ before: Fields; after: Fields } | null>;
  remove(collection: Written, id: string): Promise<Fields | null>;
  /** Settles the first open conflict of a document with its first value; false when there is none. */
  settle(collection: Written, id: string): Promise<boolean>;
  /** Every document that is there, sorted by id. */
  documents(collection: Written): Promise<readonly Fields[]>;
  /** Resolves with the present status. */
  status(): Promise<SyncStatus>;
  /** Resolves once everything is confirmed both ways. */
  synced(): Promise<SyncStatus>;
  /** What the server has not confirmed, as the outbox's file. */
  outbox(): Promise<string>;
  /** Sets the device's clock so many milliseconds off. */
  setClock(aheadMs: number): Promise<void>;
  /** What it has of a case, signed, for another laptop; empty where it has no such case, or nothing of it that waits. */
  give(caseId: string): Promise<readonly SignedBundle[]>;
  /** Takes in what another laptop gave. */
  take(bundles: readonly SignedBundle[], caseId: string): Promise<void>;
  wake(): Promise<void>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface LaptopRequest {
  readonly call: number;
  readonly name: keyof LaptopCalls;
  readonly args: readonly unknown[];
}

export type LaptopReply =
  | { readonly call: number; readonly value: unknown }
  | { readonly call: number; readonly error: string };
