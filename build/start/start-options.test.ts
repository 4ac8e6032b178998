import { describe, expect, it } from 'vitest';
import { readStartOptions } from './start-options.ts';

describe('arguments of npm start', () => {
  it.each([
    [[], { check: false }],
    [['--check'], { check: true }],
    [['--chek'], null],
    [['--check', 'extra'], null],
  ])('%j', (args, expected) => {
    expect(readStartOptions(args)).toEqual(expected);
  });
});
