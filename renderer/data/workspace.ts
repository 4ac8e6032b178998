import type { MangoQuerySelector, RxCollection } from 'rxdb';
import type { Observable } from 'rxjs';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import type { Problem } from '../../shared/problem/problem.ts';
import type { BookEntry } from '../../shared/protocol/numbers.ts';
import type { Activity } from '../../shared/schema/activity.ts';
import type { Answer } from '../../shared/schema/answers.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Synced } from '../../shared/schema/common.ts';
import type { OfficialDocument } from '../../shared/schema/documents.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import type { Evidence } from '../../shared/schema/evidence.ts';
import type { Finding } from '../../shared/schema/findings.ts';
import type { Reference } from '../../shared/schema/reference.ts';
import type { Template } from '../../shared/schema/templates.ts';
import type { Bundles } from './bundles/bundles.ts';
import type { Devices } from './devices.ts';

/** What each collection holds, by its name. */
export interface Documents {
  reference: Reference;
  templates: Template;
  entities: ManagedEntity;
  cases: InspectionCase;
  answers: Answer;
  findings: Finding;
  evidence: Evidence;
  documents: OfficialDocument;
  activity: Activity;
}
export type CollectionName = keyof Documents;
export type Collections = { [Name in CollectionName]: RxCollection<Documents[Name]> };

/** What a feature gives to make a document: everything but what the workspace stamps itself. */
export type NewDocument<Name extends CollectionName> = Omit<Documents[Name], Exclude<keyof Synced, 'id'>>;

/** How far the first download has come, in documents. */
export interface FirstDownloadProgress {
  readonly received: number;
  /** So many at least are still to come: the server tells them collection by collection. */
  readonly remaining: number;
  /** 0 to 1; each collection counts alike. */
  readonly share: number;
}

/** The one quiet line at the bottom left. */
export interface SyncStatus {
  /** `sending` while rows are on the wire; `paused` when the session has expired or the client is too old. */
  readonly state: 'upToDate' | 'sending' | 'receiving' | 'offline' | 'paused';
  /** Documents whose present state the server has not confirmed. */
  readonly unsent: number;
  /** Documents that the server refused, and fields where two values wait for a person. */
  readonly refused: number;
  /** Those of `refused` that are fields, or documents, over which people differ. */
  readonly differences: number;
  readonly lastSyncedAt: string | null;
  /** Set until the first download is whole: what is on the screen is a part. */
  readonly firstDownload: FirstDownloadProgress | null;
  /** Why it is off-line or paused. */
  readonly problem: Problem | null;
}

/** One document that the server has not confirmed. */
export interface OutboxItem {
  readonly collection: CollectionName;
  readonly id: string;
  readonly caseId: string | null;
  readonly isDeleted: boolean;
  readonly sizeBytes: number;
  /** Milliseconds since 1970, when this state was written. */
  readonly since: number;
  readonly state: 'waiting' | 'sending' | 'refused';
  readonly problem: Problem | null;
  /** Revision of the state that was refused; null while it waits. */
  readonly refusedRevision: string | null;
}

/** A person's open database with all that the window does to it. No React here. */
export interface Workspace {
  readonly session: OpenSession;
  readonly collections: Collections;
  /** Milliseconds since 1970 by the server's clock as last measured. */
  now(): number;
  /**
   * Makes a document with a new ULID unless `id` is given; resolves once it is durably saved on this machine. Fails with
   * what `isTaken` knows where a document has the id.
   */
  insert<Name extends CollectionName>(
    name: Name,
    fields: Omit<NewDocument<Name>, 'id'> & { id?: string },
  ): Promise<Documents[Name]>;
  /**
   * Reads the newest state, applies `edit` to it, stamps and saves; resolves once durable. Runs again on a conflict. `seen`:
   * the state that the person typed over; what others have written there since is kept beside it as a conflict.
   */
  change<Name extends CollectionName>(
    name: Name,
    id: string,
    edit: (current: Documents[Name]) => Partial<NewDocument<Name>>,
    seen?: Documents[Name],
  ): Promise<Documents[Name]>;
  /** Removes a document as the person saw it. False where others have written in it since: it stays, and people choose. */
  remove(name: CollectionName, seen: Synced): Promise<boolean>;
  /** Settles one conflict of a document as the person saw it: the chosen value becomes the field's, the losers stay in it. */
  settle(name: CollectionName, seen: Synced, conflictId: string, value: unknown, reason: string): Promise<void>;
  /** Documents by value of a field, counted where they are stored. */
  count<Name extends CollectionName>(
    name: Name,
    groupBy: keyof Documents[Name] & string,
    selector?: MangoQuerySelector<Documents[Name]>,
  ): Promise<ReadonlyMap<string, number>>;
  /** Ids of the documents that hold the words, tones or not; the phrase first, newest first. */
  search(name: CollectionName, text: string, limit: number): Promise<readonly string[]>;
  readonly sync: {
    readonly status$: Observable<SyncStatus>;
    readonly outbox$: Observable<readonly OutboxItem[]>;
    /** Ids of unconfirmed documents by collection: for the mark in a list's row. */
    readonly unsentIds$: Observable<ReadonlyMap<string, OutboxItem>>;
    /** Tries at once; also what a refused row's "send again" does. */
    retry(): void;
    pause(): void;
    resume(): void;
    /**
     * Gives up what the server refused, as the item shows it: the server's own state takes the place, or nothing where it
     * has none. Needs the server.
     */
    giveUp(item: OutboxItem): Promise<void>;
    /** Every unconfirmed document, or one, as JSON text, for a file. */
    exportOutbox(only?: OutboxItem): Promise<string>;
  };
  /** What became of every official number of the unit's year; needs the server. */
  numberBook(year: number, signal: AbortSignal): Promise<readonly BookEntry[]>;
  /** The laptops of an administrator's unit; needs the server. */
  readonly devices: Pick<Devices, 'list' | 'revoke'>;
  /** What goes between colleagues of one case without a server. */
  readonly bundles: Pick<Bundles, 'give' | 'take' | 'carried$'>;
  close(): Promise<void>;
}
