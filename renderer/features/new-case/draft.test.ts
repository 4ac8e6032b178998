import { describe, expect, it } from 'vitest';
import type { Person } from '../../../shared/schema/people.ts';
import type { TemplateData } from '../../../shared/schema/reference-data.ts';
import { ledBy, withMember, withoutMember } from '../../ui/case/team.ts';
import { draftFrom, emptyDraft, endFollowsStart, isUntouched, type NewEntity } from './draft.ts';
import { faultsOf, firstFault } from './faults.ts';
import { arranged, sectionNames, sectorOfCase, shippedChoice } from './templates.ts';

const me: Person = {
  id: 'p-an',
  username: 'an',
  name: 'Nguyễn Thị An',
  title: 'Chuyên viên',
  role: 'inspector',
  scope: '15',
  unitName: 'Sở KH&CN',
};
const chi = { id: 'p-chi', name: 'Lê Thị Chi' };

const template = (id: string, subject: string, sections: string[]) =>
  shippedChoice({
    id,
    data: {
      ...{ titleVi: '', titleEn: '', subject },
      sections: sections.map((titleVi) => ({ titleVi, titleEn: '', items: [] })),
    } as unknown as TemplateData,
  });
const post = template('post-enterprise', 'post', ['A. Thông tin chung và pháp lý', 'B. Hợp đồng, chứng từ']);
const games = template('games', 'games', ['A. Thông tin chung và pháp lý']);
const selfCheck = template('team-file-self-check', 'procedure', ['A. Trước khi đi']);

describe('a draft', () => {
  it('comes back from its note as it was, and not at all from anything else', () => {
    const draft = { ...emptyDraft(me), content: 'Giấy phép' };
    expect(draftFrom(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
    expect(draftFrom({ ...draft, team: 'nobody' })).toBeNull();
    expect(draftFrom(null)).toBeNull();
  });

  it('is untouched until something is typed', () => {
    expect(isUntouched(emptyDraft(me), me)).toBe(true);
    expect(isUntouched({ ...emptyDraft(me), planned: true }, me)).toBe(false);
  });
});

describe('a team', () => {
  it('holds nobody twice, and is always led by somebody', () => {
    const team = withMember(withMember(emptyDraft(me).team, chi), chi);
    expect(team.map(({ id, role }) => [id, role])).toEqual([
      ['p-an', 'leader'],
      ['p-chi', 'member'],
    ]);
    expect(withoutMember(team, 'p-an').map(({ id, role }) => [id, role])).toEqual([['p-chi', 'leader']]);
    expect(ledBy(team, 'p-chi').map(({ role }) => role)).toEqual(['member', 'leader']);
  });
});

describe('the last day', () => {
  it('follows the first until it is chosen; one of a draft of before was typed', () => {
    const draft = emptyDraft(me);
    expect(endFollowsStart(draft)).toBe(true);
    expect(endFollowsStart({ ...draft, endsOn: '2026-11-27', endsOnFilled: true })).toBe(true);
    expect(endFollowsStart({ ...draft, endsOn: '2026-11-27' })).toBe(false);
    expect(endFollowsStart({ ...draft, endsOn: null, endsOnFilled: false })).toBe(false);
  });
});

describe('faults', () => {
  const whole = {
    ...emptyDraft(me),
    entityId: 'e1',
    templateIds: ['post-enterprise'],
    startsOn: '2026-11-17',
    endsOn: '2026-11-27',
    content: 'Giấy phép',
  };

  const entityWith = (code: string) =>
    ({
      name: 'Sao Mai',
      form: 'organisation',
      code,
      address: 'Sông Mai',
      representative: '',
      sectors: [],
    }) satisfies NewEntity;

  it('are none in a whole draft, a decision without a number included', () => {
    expect(faultsOf(whole, true)).toEqual({});
  });

  it.each([
    ['no entity', { entityId: null }, 'entity', 'entityNeeded'],
    ['a code that is none', { entityId: null, newEntity: entityWith('12345') }, 'entityCode', 'codeWrong'],
    ['ends before it starts', { endsOn: '2026-11-16' }, 'endsOn', 'endsBeforeStart'],
    ['period backwards', { periodFrom: '2026-10-31', periodTo: '2025-01-01' }, 'periodTo', 'periodBackwards'],
    ['nobody in the team', { team: [] }, 'team', 'teamNeeded'],
    ['no template', { templateIds: [] }, 'templates', 'templateNeeded'],
  ] as const)('%s', (_, part, field, fault) => {
    const faults = faultsOf({ ...whole, ...part } as typeof whole, true);
    expect(faults).toEqual({ [field]: fault });
    expect(firstFault(faults)).toBe(field);
  });

  it('is none for an entity without a code, or with one as the law writes it', () => {
    for (const code of ['', ' ', '0109979249', '0109979249001', '001085012345']) {
      expect(faultsOf({ ...whole, entityId: null, newEntity: entityWith(code) }, true)).toEqual({});
    }
  });

  it('lead to the one that stands first on the page', () => {
    expect(firstFault(faultsOf(emptyDraft(me), false))).toBe('entity');
  });
});

describe('templates', () => {
  it('of the entity’s sectors come first; the rest can still be chosen', () => {
    const { suggested, others } = arranged([games, post, selfCheck], ['post']);
    expect(suggested).toEqual([post]);
    expect(others).toEqual([games, selfCheck]);
  });

  it('give the case its sector and the words of its content', () => {
    expect(sectorOfCase([selfCheck, games], ['post'])).toBe('it');
    expect(sectorOfCase([selfCheck], ['telecom'])).toBe('telecom');
    expect(sectionNames([post, games])).toEqual(['Thông tin chung và pháp lý', 'Hợp đồng, chứng từ']);
  });
});
