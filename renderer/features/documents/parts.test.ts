import { describe, expect, it } from 'vitest';
import { field, minutes, minutesForm, section } from '../../../shared/domain/document/testing/documents.ts';
import { partsOf } from './parts.ts';

describe('the parts of a document', () => {
  it('are its facts and people, the sections in which texts are asked for, and what every document has', () => {
    const parts = partsOf(minutesForm, minutes);
    expect(parts.map(({ key }) => key)).toEqual([
      ...(['facts', 'people', 'section-2', 'exhibits', 'statements', 'copies', 'signatures', 'pages'] as const),
    ]);
    expect(parts[2]).toMatchObject({ heading: 'Nội dung làm việc', fields: [{ id: 'content' }] });
  });

  it('have each what lacks in them', () => {
    const lacking = { ...minutes, endedAt: '', fields: [] };
    const lacks = partsOf(minutesForm, lacking).flatMap((part) => part.lacks.map(({ what }) => [part.key, what]));
    expect(lacks).toEqual([
      ['facts', 'endedAt'],
      ['facts', 'text'],
      ['people', 'team'],
      ['section-2', 'text'],
    ]);
  });

  it('ask for the head of the paper once, with the facts', () => {
    const head = section('Phần đầu', { fields: [field('agency', 'CƠ QUAN', { required: true }), field('no', 'SỐ')] });
    const [facts] = partsOf({ ...minutesForm, sections: [head] }, minutes);
    expect(facts?.fields.map(({ id }) => id)).toEqual(['no']);
    expect(facts?.lacks).toMatchObject([{ what: 'text', field: { id: 'agency' } }]);
  });
});
