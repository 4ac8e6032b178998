import { describe, expect, it } from 'vitest';
import type { Synced } from '../../schema/common.ts';
import { writeAs, writersOf } from './origins.ts';
import { stamp, synced } from './testing/stamps.ts';

const sheet = (own: object): Synced & Record<string, unknown> => ({ ...synced, id: 'x', ...own });

describe('who wrote what', () => {
  it('stays right by name, however many writes one document has seen', () => {
    const people = ['an', 'binh', 'hoa'];
    const fields = Array.from({ length: 90 }, (_, nth) => `f${nth}`);
    let document = sheet(Object.fromEntries(fields.map((field) => [field, ''])));
    for (const [nth, field] of fields.entries()) {
      const by = people[nth % people.length] ?? '';
      // Another laptop each time: no write goes on from the one before.
      const at = { ...stamp(by, nth), device: `device-${nth}` };
      document = writeAs(document, { ...document, [field]: `${nth}` }, at);
    }
    const writerOf = writersOf(document);
    const names = fields.map((field) => writerOf(`/${field}`).by);
    expect(names).toEqual(fields.map((_, nth) => people[nth % people.length]));
    expect(document.origins?.length).toBeLessThanOrEqual(60);
  });

  it('stays right where one person wrote more places than one entry names', () => {
    const rows = Array.from({ length: 900 }, (_, nth) => ({ id: `r${nth}`, own: '', other: '', third: '' }));
    const before = writeAs(null, sheet({ rows }), stamp('an', 1));
    const changed = rows.map((each) => ({ ...each, own: 'b' }));
    const document = writeAs(before, { ...before, rows: changed }, stamp('binh', 2));
    const writerOf = writersOf(document);
    expect(changed.every(({ id }) => writerOf(`/rows/${id}/own`).by === 'binh')).toBe(true);
    expect(changed.every(({ id }) => writerOf(`/rows/${id}/other`).by === 'an')).toBe(true);
  });
});
