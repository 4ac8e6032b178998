import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../schema/documents.ts';
import { lacksOf } from './missing.ts';
import { attendee, field, minutes, minutesForm, section } from './testing/documents.ts';

const whole: OfficialDocument = {
  ...minutes,
  attendees: [attendee('an')],
  fields: [
    { id: 'content', text: 'Kiểm tra niêm yết' },
    { id: 'target', text: 'Công ty Sao Mai' },
  ],
};

function exhibit(own: Partial<OfficialDocument['exhibits'][number]>) {
  const rest = { condition: '', custody: [], photos: [] };
  return {
    id: 'x1',
    name: 'Bộ phát sóng',
    quantity: '01 cái',
    sealNumber: '7',
    ...rest,
    ...own,
  } as unknown as OfficialDocument['exhibits'][number];
}

function statement(own: Partial<OfficialDocument['statements'][number]>) {
  return {
    id: 's1',
    attendeeId: 'em',
    text: 'Đồng ý',
    answer: 'Ghi nhận',
    ...own,
  } as OfficialDocument['statements'][number];
}

describe('before a document is signed', () => {
  it.each<[string, Partial<OfficialDocument>, string[]]>([
    ['nothing lacks of one that is whole', {}, []],
    ['it has begun and ended, in this order', { startedAt: '', endedAt: '' }, ['startedAt', 'endedAt']],
    ['it has not ended before it began', { endedAt: '2026-11-17T08:14' }, ['endsBeforeStart']],
    ['it says where', { place: ' ' }, ['place']],
    ['its sheets are counted', { sheets: 0 }, ['sheets']],
    ['every required text is there', { fields: [{ id: 'content', text: ' ' }] }, ['text target', 'text content']],
    ['the team is there', { attendees: [attendee('em', { side: 'entity' })] }, ['team team']],
    ['somebody signs', { attendees: [attendee('an', { signs: false })] }, ['signer']],
    ['a sealing is of something', { kind: 'sealing' }, ['exhibits']],
    [
      'what is sealed has a name, a quantity and its seal',
      { kind: 'sealing', exhibits: [exhibit({ name: '', quantity: '', sealNumber: '' })] },
      ['exhibitName', 'quantity', 'sealNumber'],
    ],
    ['what is seized needs no seal', { kind: 'seizure', exhibits: [exhibit({ sealNumber: '' })] }, []],
    ['what the entity states is written down', { statements: [statement({ text: ' ' })] }, ['statement']],
    ['what the entity states is answered', { statements: [statement({ answer: '' })] }, ['answer']],
  ])('%s', (_, own, lacks) => {
    const found = lacksOf(minutesForm, { ...whole, ...own });
    expect(found.map(({ what, field: of }) => [what, of?.id].filter(Boolean).join(' '))).toEqual(lacks);
  });

  it('it has a number where its form requires one', () => {
    const numbered = {
      ...minutesForm,
      sections: [
        section('Phần đầu', { fields: [field('docNumber', 'Số: …/BB', { required: true })] }),
        ...minutesForm.sections,
      ],
    };
    expect(lacksOf(numbered, { ...whole, number: '' })).toEqual([{ part: 'facts', what: 'number' }]);
    expect(lacksOf(numbered, whole)).toEqual([]);
  });
});
