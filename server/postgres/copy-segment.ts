import { existsSync, readFileSync, rmSync } from 'node:fs';
import { copyDurably, renameDurably } from './durable-files.ts';

/*
 * What PostgreSQL runs to keep a file of its log in the archive: `node copy-segment.ts FROM TO`. The copy is whole or not there,
 * and never takes the place of another. Any failure ends with 1: PostgreSQL keeps the file, and tries again.
 */
const [from = '', to = ''] = process.argv.slice(2);

try {
  keep();
} catch (error) {
  console.error(`${from} could not be archived: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

function keep(): void {
  if (!existsSync(to)) {
    const unfinished = `${to}.unfinished`;
    rmSync(unfinished, { force: true });
    copyDurably(from, unfinished);
    renameDurably(unfinished, to);
  } else if (!readFileSync(from).equals(readFileSync(to))) {
    throw new Error(`another ${to} is there already`);
  }
}
