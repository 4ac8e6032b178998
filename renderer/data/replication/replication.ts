import type { RxCollection } from 'rxdb';
import type { RxReplicationState } from 'rxdb/plugins/replication';
import type { FeedCheckpoint } from './feed.ts';

/** A collection whose documents are not looked into here. */
export type AnyCollection = RxCollection<Record<string, unknown>>;
export type Replication = RxReplicationState<Record<string, unknown>, FeedCheckpoint>;

/** Under which RxDB keeps its notes of what the server has. */
export const replicationIdentifier = 'server';
