import { describe, expect, it } from 'vitest';
import type { Answer } from '../../schema/answers.ts';
import type { Conflict } from '../../schema/common.ts';
import type { Finding, Provision } from '../../schema/findings.ts';
import { mergeRulesOf } from '../merge-rules.ts';
import { canonicalText } from '../revision.ts';
import { mergeDocuments } from './merge-documents.ts';
import { writeAs } from './origins.ts';
import { stamp, synced } from './testing/stamps.ts';

const only = (conflicts: readonly Conflict[]): Conflict => {
  const [conflict, ...others] = conflicts;
  expect(others).toEqual([]);
  if (!conflict) throw new Error('no conflict');
  return conflict;
};

describe('two answers to one item, each made without knowing the other', () => {
  const answer = (by: string, minute: number, own: Partial<Answer>): Answer => ({
    ...synced,
    id: 'case-1|post.con.02',
    caseId: 'case-1',
    itemId: 'post.con.02',
    value: 'unanswered',
    response: null,
    note: '',
    createdAt: stamp(by, minute).at,
    createdBy: by,
    updatedAt: stamp(by, minute).at,
    updatedBy: by,
    device: `laptop-${by}`,
    ...own,
  });
  const mergeAnswers = (mine: Answer, theirs: Answer) =>
    mergeDocuments({ base: null, mine, theirs, rules: mergeRulesOf('answers') });

  it('keeps both values where they differ, and fills what the other left empty', () => {
    const an = answer('an', 10, { value: 'notCompliant', note: 'không đóng dấu ngày' });
    const chi = answer('chi', 20, { value: 'compliant' });
    const merged = mergeAnswers(an, chi);
    expect(merged).toMatchObject({ value: 'compliant', note: 'không đóng dấu ngày', createdBy: 'an' });
    expect(only(merged.conflicts)).toMatchObject({ path: '/value' });
    expect(canonicalText(mergeAnswers(chi, an))).toBe(canonicalText(merged));
  });

  it('counts "unanswered" as nothing entered', () => {
    const merged = mergeAnswers(answer('an', 10, { value: 'compliant' }), answer('chi', 20, { note: 'xem sổ' }));
    expect(merged).toMatchObject({ value: 'compliant', note: 'xem sổ', conflicts: [] });
  });

  it('never mixes the rows of two tables', () => {
    const rows = (number: string) => [{ id: '1', so_van_don: number }];
    const merged = mergeAnswers(
      answer('an', 10, { response: rows('VD1') }),
      answer('chi', 20, { response: rows('VD2') }),
    );
    expect(merged.response).toEqual(rows('VD2'));
    expect(only(merged.conflicts).values.map((claim) => claim.value)).toEqual([rows('VD1'), rows('VD2')]);
  });

  it('never mixes what two have chosen of several', () => {
    const merged = mergeAnswers(answer('an', 10, { response: ['thư'] }), answer('chi', 20, { response: ['kiện'] }));
    expect(merged.response).toEqual(['kiện']);
    expect(only(merged.conflicts).values.map((claim) => claim.value)).toEqual([['thư'], ['kiện']]);
  });
});

describe('the provision of a finding', () => {
  const provision = (id: string, own: Partial<Provision>): Provision => ({
    id,
    decree: '174/2026/NĐ-CP',
    article: 9,
    clause: 2,
    point: '',
    behaviour: 'Không dùng dấu ngày',
    fineMin: 3_000_000,
    fineMax: 5_000_000,
    appliesTo: 'organisation',
    confidence: 'medium',
    ...own,
  });
  const finding: Finding = {
    ...synced,
    id: 'finding-1',
    caseId: 'case-1',
    itemId: '',
    title: 'Vận đơn không có dấu ngày',
    kind: 'violation',
    fact: '',
    actOn: null,
    foundOn: '2026-11-17',
    provision: provision('174-2026-9-1', {}),
    measure: 'none',
    measureNote: '',
  };

  it('is one value: half of one provision and half of another would be neither', () => {
    const mine = writeAs(finding, { ...finding, provision: provision('174-2026-9-2', { clause: 3 }) }, stamp('an', 10));
    const theirs = writeAs(
      finding,
      { ...finding, provision: provision('174-2026-9-3', { fineMax: 9_000_000 }) },
      stamp('chi', 20),
    );
    const merged = mergeDocuments({ base: finding, mine, theirs, rules: mergeRulesOf('findings') });
    expect(merged.provision).toEqual(theirs.provision);
    expect(only(merged.conflicts)).toMatchObject({ path: '/provision' });
  });
});
