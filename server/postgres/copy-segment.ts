import { existsSync, readFileSync, rmSync } from 'node:fs';
import { copyDurably, renameDurably } from './durable-files.ts';

/*
 * What PostgreSQL runs to keep a file of its log in the archive, and to fetch it from there: `node copy-segment.ts FROM TO`.
 * The copy is whole or not there, and never takes the place of another. Any failure ends with an exit code that is not 0, and
 * PostgreSQL tries again.
 */
const [from = '', to = ''] = process.argv.slice(2);

if (!existsSync(from)) process.exit(1);
if (!existsSync(to)) {
  const unfinished = `${to}.unfinished`;
  rmSync(unfinished, { force: true });
  copyDurably(from, unfinished);
  renameDurably(unfinished, to);
} else if (!readFileSync(from).equals(readFileSync(to))) {
  throw new Error(`another ${to} is there already`);
}
