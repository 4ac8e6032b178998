import { Compile } from 'typebox/compile';
import { expect, it } from 'vitest';
import { LostRequest } from '../../shared/protocol/sync.ts';
import { CaseSchema } from '../../shared/schema/cases.ts';
import { newCase } from '../testing/documents.ts';
import { firstFaultOf } from './first-fault.ts';

const author = { id: 'p-an', scope: 'song-mai' };

/** A list of so many nothings, and how many of them were looked at. */
function watched(length: number) {
  const seen = { count: 0 };
  const list = new Proxy(new Array<number>(length).fill(0), {
    get(target, key, receiver) {
      if (typeof key === 'string' && /^\d+$/.test(key)) seen.count += 1;
      return Reflect.get(target, key, receiver);
    },
  });
  return { list, seen };
}

it('a list of a million is looked at no further than a list may reach', () => {
  const { list, seen } = watched(1_000_000);
  expect(firstFaultOf(Compile(LostRequest), { rows: list })).toMatch(/^\/rows/);
  const { _deleted, ...content } = newCase(author);
  expect(firstFaultOf(Compile(CaseSchema), { ...content, team: list })).toMatch(/^\/team/);
  expect(seen.count).toBeLessThan(30_000);
});

it('names the first field that is wrong, and nothing where all is well', () => {
  const { _deleted, ...content } = newCase(author);
  expect(firstFaultOf(Compile(CaseSchema), content)).toBeNull();
  expect(firstFaultOf(Compile(CaseSchema), { ...content, entityName: 5 })).toBe('/entityName');
});
