import { describe, expect, it } from 'vitest';
import type { Activity } from '../../schema/activity.ts';
import type { Exhibit, OfficialDocument } from '../../schema/documents.ts';
import { synced } from '../merge/testing/stamps.ts';
import { custodyLines, exhibitActOf, exhibitsOf, sameSeal } from './exhibits.ts';
import { minutes } from './testing/documents.ts';

const router: Exhibit = {
  ...{ id: 'x1', name: 'Bộ phát sóng', quantity: '01 cái', condition: '', sealNumber: 'NP-01', photos: [] },
};
const sealing: OfficialDocument = {
  ...minutes,
  id: 'd-seal',
  kind: 'sealing',
  formId: 'form.MBB26',
  exhibits: [router],
};
const cancelled = { id: 'c', by: 'p-an', at: 'now', reason: 'lập nhầm' };

function done(field: string, exhibitId = 'x1'): Activity {
  const target = { kind: 'exhibit' as const, id: exhibitId, field };
  const rest = { replyTo: '', text: '', mustMend: false, resolves: false, day: null, doneBy: [] };
  return { ...synced, id: `${exhibitId} ${field}`, caseId: 'c1', kind: 'custody', target, ...rest };
}

describe('what a document does with its exhibits', () => {
  it.each([
    ['seals', 'sealing', 'form.MBB26', 'sealed'],
    ['opens a seal', 'sealing', 'form.MBB27', 'unsealed'],
    ['seizes', 'seizure', 'form.MBB15', 'seized'],
    ['hands over', 'handOver', 'form.BBBG', 'handedOver'],
    ['returns', 'handOver', 'form.MBB16', 'returned'],
    ['nothing', 'minutes', 'form.KT-BB', null],
  ] as const)('%s', (_, kind, formId, act) => {
    expect(exhibitActOf({ kind, formId })).toBe(act);
  });

  it('is told once for each, under an id that follows from both', () => {
    expect(custodyLines(sealing)).toEqual([{ id: 'd-seal|x1', exhibit: router, act: 'sealed' }]);
    expect(custodyLines({ ...sealing, kind: 'minutes' })).toEqual([]);
  });
});

describe('the exhibits of a case', () => {
  it('stand as their newest document has them, with all that was done', () => {
    const later = {
      ...sealing,
      id: 'd-open',
      formId: 'form.MBB27',
      exhibits: [{ ...router, condition: 'niêm phong rách' }],
    };
    const [found] = exhibitsOf([sealing, later], [done('sealed'), done('unsealed'), done('sealed', 'other')]);
    expect(found).toMatchObject({ document: later, exhibit: { condition: 'niêm phong rách' }, last: 'unsealed' });
    expect(found?.chain).toHaveLength(2);
    expect(found?.next).toEqual(['sealed', 'handedOver', 'returned']);
  });

  it('wait for a signature before anything follows, and end when they are returned', () => {
    expect(exhibitsOf([sealing], [])).toMatchObject([{ last: null, next: [] }]);
    expect(exhibitsOf([sealing], [done('sealed'), done('returned')])).toMatchObject([{ last: 'returned', next: [] }]);
  });

  it('are not those of a document that was cancelled', () => {
    expect(exhibitsOf([{ ...sealing, cancelled }], [])).toEqual([]);
  });

  it('have each a seal of its own', () => {
    const twin = { ...router, id: 'x2' };
    const other = { ...sealing, id: 'd2', exhibits: [twin] };
    expect(sameSeal([sealing, other], twin)?.id).toBe('x1');
    expect(sameSeal([{ ...sealing, cancelled }, other], twin)).toBeNull();
    expect(sameSeal([sealing, other], { ...twin, sealNumber: ' ' })).toBeNull();
  });
});
