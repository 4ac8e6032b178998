import { describe, expect, it } from 'vitest';
import { isAllowed, licenceFaults, partFaults } from './licences.ts';

describe('licences', () => {
  it.each([
    ['MIT', true, true],
    ['(MIT OR CC0-1.0)', true, true],
    ['WTFPL OR ISC', true, true],
    ['MIT AND Apache-2.0', true, true],
    ['MPL-2.0', false, true],
    ['MIT AND GPL-3.0-only', false, false],
    ['GPL-3.0-only OR AGPL-3.0-only', false, false],
    ['SEE LICENSE IN LICENSE.md', false, false],
    ['UNLICENSED', false, false],
  ])('%s: delivered %s, as a tool %s', (licence, delivered, tool) => {
    expect([isAllowed(licence, 'delivered'), isAllowed(licence, 'tools')]).toEqual([delivered, tool]);
  });

  it('are missed where a package has none', () => {
    const one = { name: 'one', place: 'node_modules/one', version: '1.0.0' };
    expect(licenceFaults([one], 'tools')).toEqual(['one@1.0.0 (tools): no licence']);
  });

  it('are asked of parts that are no package', () => {
    const part = { name: 'postgresql', version: '18.4', homepage: 'https://www.postgresql.org' };
    expect(partFaults([{ ...part, licence: 'PostgreSQL' }])).toEqual([]);
    expect(partFaults([{ ...part, licence: 'SSPL-1.0' }])).toEqual(['postgresql 18.4 (delivered): SSPL-1.0']);
  });
});
