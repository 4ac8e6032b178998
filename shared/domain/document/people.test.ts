import { describe, expect, it } from 'vitest';
import type { ManagedEntity } from '../../schema/entities.ts';
import { synced } from '../merge/testing/stamps.ts';
import { knownPeople, peopleNamed, sameAttendee } from './people.ts';
import { attendee } from './testing/documents.ts';

const entity: ManagedEntity = {
  ...synced,
  id: 'e1',
  ...{ name: 'Công ty Sao Mai', form: 'organisation', code: '', address: '214 Hoa Ban', representative: 'Đỗ Thị Em' },
  ...{ representativeTitle: 'Giám đốc', phone: '', sectors: ['post'], licences: [], note: '', sameAs: '' },
};
const cards = [{ personId: 'p-an', name: 'Nguyễn Thị An', title: 'Chuyên viên', role: 'inspector', unitName: 'Sở' }];
const team = [{ id: 'p-an', name: 'Nguyễn Thị An', role: 'leader' as const, sections: [] }];
const leader = { personId: 'p-an', name: '', title: 'Trưởng đoàn kiểm tra', role: 'teamLeader', unitName: '' };

describe('people who may be present', () => {
  it('are the team with their duty, who represents the entity, and those of earlier visits, each once', () => {
    const earlier = [
      { attendees: [attendee('w', { side: 'witness', name: 'Vũ Văn Giang', duty: 'bảo vệ', idNumber: '001' })] },
      { attendees: [attendee('x', { side: 'witness', name: 'VU VAN GIANG' }), attendee('y', { name: ' ' })] },
    ];
    expect(
      knownPeople({ team, cards, entity, earlier }).map(({ name, duty, idNumber }) => [name, duty, idNumber]),
    ).toEqual([
      ['Nguyễn Thị An', 'Chuyên viên, Trưởng đoàn', ''],
      ['Đỗ Thị Em', 'Giám đốc', ''],
      ['Vũ Văn Giang', 'bảo vệ', '001'],
    ]);
  });

  it('have a duty that is not said twice', () => {
    expect(knownPeople({ team, cards: [leader], entity: null, earlier: [] })).toMatchObject([
      { duty: 'Trưởng đoàn kiểm tra' },
    ]);
  });

  it.each([
    ['an', ['Nguyễn Thị An']],
    ['thi', ['Nguyễn Thị An', 'Đỗ Thị Em']],
    ['em do', ['Đỗ Thị Em']],
    ['đỗ an', []],
    ['', []],
  ])('are found by the letters %s', (typed, names) => {
    const known = [{ name: 'Nguyễn Thị An' }, { name: 'Đỗ Thị Em' }];
    expect(peopleNamed(known, typed).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['one name, tones or not', { name: 'Do Thi Em' }, 'em'],
    ['one paper', { name: 'Người khác', idNumber: '0123' }, 'em'],
    ['one colleague', { name: 'An', personId: 'p-an' }, 'an'],
    ['nothing in common', { name: 'Người khác' }, undefined],
  ])('are the same by %s', (_, own, id) => {
    const attendees = [
      attendee('an', { name: 'Nguyễn Thị An', personId: 'p-an' }),
      attendee('em', { name: 'Đỗ Thị Em', idNumber: '0123' }),
    ];
    expect(sameAttendee(attendees, attendee('new', own))?.id).toBe(id);
  });
});
