import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type LogLine, readLog } from './postmaster-log.ts';

const started = '[postmaster|00000] LOG:  database system is ready to accept connections';

/** What is told of these lines of a database that has started, or not yet. */
async function told(lines: readonly string[], hasStarted = true): Promise<LogLine[]> {
  const heard: LogLine[] = [];
  const stream = new PassThrough();
  const log = readLog(stream, (line) => heard.push(line));
  if (hasStarted) stream.write(`${started}\n`);
  // Cut anywhere: a pipe knows no lines.
  const text = lines.join('\n');
  stream.write(text.slice(0, text.length / 2));
  stream.end(text.slice(text.length / 2));
  await new Promise((resolve) => stream.once('end', resolve));
  expect(log.tail()).toBe(heard.map((line) => line.text).join('\n'));
  return heard.slice(hasStarted ? 1 : 0);
}

describe('of PostgreSQL’s log', () => {
  it.each([
    ['[checkpointer|58030] ERROR:  could not write to file "a": No space left on device', true],
    ['[archiver|01000] WARNING:  archiving write-ahead log file "0" failed too many times, will try again later', true],
    ['[archiver|00000] LOG:  archive command failed with exit code 1', false],
    ['[client backend|53100] ERROR:  could not extend file "base/5/1": No space left on device', true],
    ['[client backend|XX001] ERROR:  invalid page in block 0 of relation base/5/1', true],
    ['[client backend|57P03] FATAL:  the database system is shutting down', true],
    ['[startup|00000] LOG:  redo in progress, elapsed time: 10.00 s, current LSN: 0/1', false],
  ])('this is told: %s', async (text, isWarning) => {
    expect(await told([text])).toEqual([{ isWarning, text: text.slice(text.indexOf(']') + 2).replace(':  ', ': ') }]);
  });

  it.each([
    ['what a session did wrong', '[client backend|22P02] ERROR:  invalid input syntax for type integer: "Nguyễn\r An"'],
    ['what a session is warned of', '[parallel worker|01000] WARNING:  Nguyễn An'],
    ['what a function of an index says', '[autovacuum worker|22P02] ERROR:  invalid input syntax: "Nguyễn An"'],
    ['a statement', "[client backend|53100] STATEMENT:  insert into people values ('Nguyễn An')"],
    ['a detail', '[client backend|53100] DETAIL:  Failing row contains (Nguyễn An).'],
    ['where it was', '[checkpointer|58030] CONTEXT:  Nguyễn An'],
    ['a message’s second line', '\tNguyễn An'],
    ['a line of nobody', 'Nguyễn An'],
  ])('nobody is told %s', async (_, text) => {
    expect(await told([text])).toEqual([]);
  });

  it('what our programs for the archive say is told, and everything before the start', async () => {
    const failed = { isWarning: true, text: 'pg_wal/0 could not be archived: EACCES' };
    expect(await told([failed.text, 'from elsewhere'])).toEqual([failed]);
    expect(await told(['postgres: no folder'], false)).toEqual([{ isWarning: true, text: 'postgres: no folder' }]);
  });
});
