import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { copyFile } from './durable-files.ts';

/*
 * What PostgreSQL runs in a recovery to fetch a file of its log from the archive: `node fetch-segment.ts FROM TO`. It takes any
 * exit code up to 125 for the archive's end, and goes on with less: that is for a file alone that is certainly not there. It stops
 * at a higher one.
 */
const notThere = 1;
const failed = 255;
const [from = '', to = ''] = process.argv.slice(2);

try {
  if (isMissing(from)) process.exit(notThere);
  copyFile(from, to);
} catch (error) {
  console.error(`${from} could not be fetched: ${error instanceof Error ? error.message : error}`);
  process.exit(failed);
}

/** Throws where that can't be told: a folder that is away, or closed, has no end. */
function isMissing(file: string): boolean {
  if (statSync(file, { throwIfNoEntry: false })) return false;
  return !readdirSync(path.dirname(file)).includes(path.basename(file));
}
