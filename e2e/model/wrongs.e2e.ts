import { describe, expect, it } from 'vitest';
import { trueRules } from './rules.ts';
import { search } from './search.ts';
import { startOf } from './worlds.ts';
import { wrongs } from './wrongs.ts';

const mostStates = 20_000;

describe('the search finds what is wrong in a protocol where', () => {
  it.each(wrongs)('$name', async ({ rules, ...setting }) => {
    const play = { ...setting, rules: { ...trueRules, ...rules } };
    const { broken } = await search(await startOf(setting, trueRules), play, mostStates);
    expect(broken?.what).toBeTruthy();
    expect(broken?.trace.length).toBeGreaterThan(1);
  });
});
