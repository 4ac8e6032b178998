import { describe, expect, it } from 'vitest';
import type { ManagedEntity } from '../../schema/entities.ts';
import { synced } from '../merge/testing/stamps.ts';
import { differingFields, inOrderOfRegistration, joinedFields, mayBeSame, standingId } from './same-entity.ts';

const entity = (own: Partial<ManagedEntity>): ManagedEntity => ({
  ...synced,
  id: 'a',
  name: 'Công ty CP Bưu chính Sao Mai',
  form: 'organisation',
  code: '',
  address: '',
  representative: '',
  representativeTitle: '',
  phone: '',
  sectors: [],
  licences: [],
  note: '',
  sameAs: '',
  ...own,
});

describe('two records of one entity', () => {
  it.each([
    ['one code, two names', { code: '0109999147' }, { code: '0109999147', name: 'Sao Mai Post' }, true],
    ['one name, two codes', { code: '0109999147' }, { code: '0301234567' }, false],
    ['one name, one code missing', { code: '0109999147' }, {}, true],
    ['one name, with tones and without', {}, { name: 'CONG TY CP BUU CHINH SAO MAI' }, true],
    ['two names, no code', {}, { name: 'Công ty CP Bưu chính Sao Hôm' }, false],
  ])('%s', (_, one, other, same) => {
    expect(mayBeSame(entity(one), entity({ id: 'b', ...other }))).toBe(same);
  });

  it('are not one record', () => {
    expect(mayBeSame(entity({}), entity({}))).toBe(false);
  });

  it('go on as the one that was made first, whichever is looked at', () => {
    const [first, later] = [entity({ id: 'b', createdAt: '1' }), entity({ id: 'a', createdAt: '2' })];
    expect(inOrderOfRegistration(later, first)).toEqual([first, later]);
    expect(inOrderOfRegistration(first, later)).toEqual([first, later]);
    const [a, b] = [entity({ id: 'a' }), entity({ id: 'b' })];
    expect(inOrderOfRegistration(b, a)).toEqual([a, b]);
  });

  it('say what was chosen, what one alone says, and the lists of both', () => {
    const licence = (number: string) => ({ id: number, number, what: '', issuedOn: null, expiresOn: null });
    const standing = entity({
      address: '12 phố Mẫu Sơn',
      representative: 'Đỗ Thị Em',
      sectors: ['post'],
      licences: [licence('1/GP')],
    });
    const other = entity({
      id: 'b',
      name: 'Sao Mai Post',
      address: '14 phố Mẫu Sơn',
      phone: '0900000000',
      sectors: ['post', 'telecom'],
      licences: [licence('1/GP'), licence('2/GP')],
      note: 'Mới',
    });
    expect(differingFields(standing, other)).toEqual(['name', 'address']);
    expect(joinedFields(standing, other, { address: 'other' })).toEqual({
      name: standing.name,
      form: 'organisation',
      code: '',
      address: '14 phố Mẫu Sơn',
      representative: 'Đỗ Thị Em',
      representativeTitle: '',
      phone: '0900000000',
      sectors: ['post', 'telecom'],
      licences: [licence('1/GP'), licence('2/GP')],
      note: 'Mới',
    });
  });
});

describe('which record stands', () => {
  const ways: Readonly<Record<string, string>> = { a: '', b: 'a', c: 'b', d: 'gone', x: 'z', y: 'x', z: 'y', w: 'x' };
  const recordOf = (id: string) => (id in ways ? { sameAs: ways[id] ?? '' } : undefined);
  it.each([
    ['a', 'a', 'itself'],
    ['b', 'a', 'the one that it is'],
    ['c', 'a', 'over two steps'],
    ['d', 'd', 'itself where the other is not known'],
    ['y', 'x', 'the least of those that lead around'],
    ['w', 'x', 'also from outside of them'],
    ['nobody', 'nobody', 'itself where nothing is known'],
  ])('%s: %s, %s', (id, standing) => {
    expect(standingId(id, recordOf)).toBe(standing);
  });
});
