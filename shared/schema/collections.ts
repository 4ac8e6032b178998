import { activity } from './activity.ts';
import { answers } from './answers.ts';
import { cases } from './cases.ts';
import type { CollectionDefinition } from './collection.ts';
import { deviceRecords } from './device-records.ts';
import { documents } from './documents.ts';
import { entities } from './entities.ts';
import { evidence } from './evidence.ts';
import { findings } from './findings.ts';
import { reference } from './reference.ts';
import { templates } from './templates.ts';

/** Every synchronised collection, reference data first: what a device downloads first. */
export const collections: readonly CollectionDefinition[] = [
  reference,
  templates,
  entities,
  cases,
  answers,
  findings,
  evidence,
  documents,
  activity,
];

/** Every collection that a device opens: the synchronised ones, and its own records. */
export const deviceCollections: readonly CollectionDefinition[] = [...collections, deviceRecords];
