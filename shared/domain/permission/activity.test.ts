import { describe, expect, it } from 'vitest';
import type { Activity } from '../../schema/activity.ts';
import type { Person } from '../../schema/people.ts';
import { checkActivity } from './activity.ts';

const person = { id: 'p-dung', role: 'supervisor', scope: 'song-mai' } as Person;
const custody = (target: Partial<Activity['target']>): Activity =>
  ({
    ...{ kind: 'custody', replyTo: '', text: '', mustMend: false, resolves: false },
    target: { kind: 'evidence', id: 'e1', field: 'viewed', ...target },
  }) as Activity;
const invalid = { code: 'document.invalid', details: { field: 'target' } };

describe('a line of custody', () => {
  it('tells what anybody of the unit did with a piece of evidence', () => {
    for (const field of ['viewed', 'exported', 'handedOver']) {
      expect(checkActivity(custody({ field }), person, null)).toBeNull();
    }
  });

  it('tells what became of an exhibit', () => {
    for (const field of ['sealed', 'unsealed', 'seized', 'handedOver', 'returned']) {
      expect(checkActivity(custody({ kind: 'exhibit', field }), person, null)).toBeNull();
    }
    expect(checkActivity(custody({ kind: 'exhibit', field: 'viewed' }), person, null)).toEqual(invalid);
    expect(checkActivity(custody({ field: 'sealed' }), person, null)).toEqual(invalid);
  });

  it('is about evidence, and names what was done', () => {
    expect(checkActivity(custody({ kind: 'finding' }), person, null)).toEqual(invalid);
    expect(checkActivity(custody({ field: '' }), person, null)).toEqual(invalid);
    expect(checkActivity(custody({ field: 'toString' }), person, null)).toEqual(invalid);
  });
});
