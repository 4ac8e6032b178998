import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBackupArguments, readRestoreArguments } from './backup-arguments.ts';

const typedIn = process.env.INIT_CWD ?? process.cwd();

describe('arguments of npm run backup and restore', () => {
  it('are folders as they were typed, and a moment', () => {
    expect(readBackupArguments(['nights/1'])).toBe(path.join(typedIn, 'nights/1'));
    expect(readRestoreArguments(['/b'])).toEqual({ backup: '/b', walFolder: undefined, until: undefined });
    expect(readRestoreArguments(['/b', '--wal', '/w', '--until', '2026-11-26T21:00:00+07:00'])).toEqual({
      backup: '/b',
      walFolder: '/w',
      until: new Date('2026-11-26T14:00:00Z'),
    });
  });

  it.each([
    [[], 'one folder'],
    [['/a', '/b'], 'one folder'],
    [['/b', '--until', '2026-11-26T21:00:00Z'], '--wal'],
    [['/b', '--wal', '/w', '--until', '2026-11-26T21:00:00'], 'with its zone'],
    [['/b', '--wal', '/w', '--until', '2026-13-26T21:00:00Z'], 'with its zone'],
    [['/b', '--wal', '/w', '--until', ''], 'with its zone'],
    [['/b', '--now'], '--now'],
  ])('%j is refused', (args, why) => {
    expect(() => readRestoreArguments(args)).toThrow(why);
  });
});
