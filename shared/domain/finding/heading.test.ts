import { describe, expect, it } from 'vitest';
import type { Provision } from '../../schema/findings.ts';
import { headingOf } from './heading.ts';

const provision = { behaviour: 'Không sử dụng dấu ngày' } as Provision;

describe('what a finding is called', () => {
  it.each([
    [{ title: 'Thiếu dấu ngày', provision, fact: 'x' }, 'Thiếu dấu ngày'],
    [{ title: ' ', provision, fact: 'x' }, 'Không sử dụng dấu ngày'],
    [
      { title: '', provision: null, fact: ' 14 vận đơn không có dấu ngày.\nPhụ lục 1' },
      '14 vận đơn không có dấu ngày.',
    ],
    [{ title: '', provision: null, fact: '' }, ''],
  ])('%o is %s', (finding, heading) => {
    expect(headingOf(finding)).toBe(heading);
  });

  it('is cut where it would fill a screen', () => {
    const heading = headingOf({ title: '', provision: null, fact: 'dài '.repeat(100) });
    expect(heading.length).toBeLessThanOrEqual(160);
    expect(heading.endsWith('dài…')).toBe(true);
  });
});
