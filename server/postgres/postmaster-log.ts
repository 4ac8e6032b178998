import type { Readable } from 'node:stream';

/** A line of PostgreSQL's log that an operator may read: it quotes no statement and nobody's work. */
export interface LogLine {
  readonly isWarning: boolean;
  readonly text: string;
}

export interface PostmasterLog {
  /** Resolves when the database takes connections. */
  readonly ready: Promise<void>;
  /** The last of the lines that were told, as one text. */
  tail(): string;
}

/** Each line says whose it is and of which code, and is the message alone: its details and its statement quote what people write. */
export const logSettings = {
  log_line_prefix: '[%b|%e] ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  // Else the log of a quiet server is full of them.
  log_checkpoints: 'off',
};
const shape = /^\[([^|\]]*)\|(\w{5})\] (\w+): {2}(.*)$/s;

const usual = new Set(['LOG', 'INFO', 'NOTICE']);
const warnings = new Set(['WARNING', 'ERROR']);
const fatal = new Set(['FATAL', 'PANIC']);
/** Whose messages may quote a value; what a statement did wrong is told to the program that sent it. */
const runsStatements = /^(client backend|parallel worker|autovacuum worker)$/;
/** Codes of what is the machine's fault: no room, no file, damage. */
const isOfMachine = /^(53|58|XX)/;
/** What our own programs say, which PostgreSQL runs for its archive. */
const isOfArchive = / could not be (archived|fetched): /;
const isReady = /^\[postmaster\|.*database system is ready to accept connections/;
const shownCharacters = 4_000;

/** Reads what PostgreSQL writes, and tells the lines that an operator may read. */
export function readLog(stream: Readable, tell: (line: LogLine) => void): PostmasterLog {
  let rest = '';
  let tail = '';
  let hasStarted = false;
  let start = () => {};
  const ready = new Promise<void>((resolve) => {
    start = resolve;
  });
  const take = (text: string) => {
    const line = lineOf(text, hasStarted);
    if (isReady.test(text)) {
      hasStarted = true;
      start();
    }
    if (!line) return;
    tail = `${tail}${line.text}\n`.slice(-shownCharacters);
    tell(line);
  };
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  stream.on('end', () => take(rest));
  return { ready, tail: () => tail.trimEnd() };
}

/** Null of a line that nobody is told. Before the first session nothing is quoted. */
function lineOf(text: string, hasStarted: boolean): LogLine | null {
  // What goes on from the line before.
  if (text === '' || text.startsWith('\t')) return null;
  const [, whose = '', code = '', level = '', message = ''] = shape.exec(text) ?? [];
  if (level === '') return hasStarted && !isOfArchive.test(text) ? null : { isWarning: true, text };
  const line = { isWarning: !usual.has(level), text: `${level}: ${message}` };
  if (fatal.has(level)) return line;
  if (!usual.has(level) && !warnings.has(level)) return null;
  return runsStatements.test(whose) && !isOfMachine.test(code) ? null : line;
}
