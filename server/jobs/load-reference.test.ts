import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPlace } from '../../shared/domain/document/form-fields.ts';
import { formsFor } from '../../shared/domain/document/forms.ts';
import type { Dated } from '../../shared/domain/reference.ts';
import { documentKinds } from '../../shared/schema/documents.ts';
import { type Reference, ReferenceSchema } from '../../shared/schema/reference.ts';
import { type FormData, referenceData } from '../../shared/schema/reference-data.ts';
import type { ReferenceContent } from '../reference/content.ts';
import { readTemplates } from '../reference/templates.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { loadReference } from './load-reference.ts';

let server: TestServer;
let an: TestSession;
const refused: unknown[] = [];
const log = { error: (line: unknown) => refused.push(line), info: () => undefined };

beforeAll(async () => {
  server = await startTestServer({ reference: true, onLog: (line) => refused.push(line) });
  an = await server.signIn('an');
});
afterAll(() => server.stop());

function load(hash: string, contents: readonly ReferenceContent[]): Promise<void> {
  return loadReference(server.server.context, log, { hash, read: () => [{ contents, broken: [] }] });
}

async function pulled(): Promise<Reference[]> {
  return (await an.pullAll('reference')).documents as unknown as Reference[];
}

describe("the program's own reference data", () => {
  it('is whole: nothing is refused, everything has the shape of its kind', async () => {
    expect(refused.filter((line) => String(line).includes('refused'))).toEqual([]);
    const documents = await pulled();
    const counts = new Map<string, number>();
    for (const { kind } of documents) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toMatchObject({
      template: 13,
      penalty: 1_039,
      procedure: 3,
      deadline: 29,
      province: 97,
      form: 34,
    });
    for (const { _deleted, ...document } of documents as (Reference & { _deleted: boolean })[]) {
      expect(Value.Check(ReferenceSchema, document)).toBe(true);
      expect(Value.Check(referenceData[document.kind], document.data)).toBe(true);
    }
  });

  it('ends of Decree 15/2020 what Decree 174/2026 art. 117(2) repeals, and nothing else', async () => {
    const penalties = (await pulled()).filter(({ kind }) => kind === 'penalty');
    const ofDecree = penalties.filter(({ data }) => Reflect.get(data, 'decree') === '15/2020/NĐ-CP');
    const standing = ofDecree.filter(({ effectiveTo }) => effectiveTo === null);
    const articles = new Set(standing.map(({ data }) => Reflect.get(data, 'article')));
    expect([...articles].sort()).toEqual([78, 84, 89, 94]);
    expect(ofDecree.length - standing.length).toBeGreaterThan(50);
    const ended = ofDecree.filter((each) => !standing.includes(each));
    expect(ended.every(({ effectiveTo }) => effectiveTo !== null && effectiveTo <= '2026-06-30')).toBe(true);
    const present = penalties.filter(({ data }) => Reflect.get(data, 'decree') === '174/2026/NĐ-CP');
    expect(present.every(({ effectiveFrom }) => effectiveFrom === '2026-07-01')).toBe(true);
  });

  it.each(['inspection', 'specialisedCheck'] as const)(
    'has a form of every use for a case of the kind %s',
    async (kind) => {
      const forms = (await pulled()).filter((document) => document.kind === 'form') as unknown as Dated<FormData>[];
      const uses = new Set(formsFor(forms, { kind, day: '2026-11-17' }).map(({ data }) => data.use));
      expect([...uses]).toEqual([...documentKinds]);
    },
  );

  it('names the series of each form that has a place for a number, by the symbol that stands there', async () => {
    const forms = (await pulled()).filter(({ kind }) => kind === 'form').map(({ data }) => data as FormData);
    const made = forms.filter((form) => form.use !== undefined);
    expect(made.filter((form) => hasPlace(form, 'number') !== (form.series !== undefined))).toEqual([]);
    const numbered = forms.filter((form) => form.series !== undefined);
    expect(numbered.filter(({ series, symbol }) => series !== symbol)).toEqual([]);
    expect(numbered.length).toBeGreaterThan(0);
  });

  it('sends what a device needs first, first', async () => {
    const { documents } = await an.pull('reference', undefined, 40);
    expect(documents.filter(({ kind }) => kind === 'template')).toHaveLength(13);
  });
});

describe('a later version of it', () => {
  const [first, second] = readTemplates().contents;

  it('refuses a template that does not parse, and loads the others', async () => {
    if (!first || !second) throw new Error('no templates');
    refused.length = 0;
    const broken = { ...second, data: { ...second.data, sections: [{ titleVi: 'Không có mục nào' }] } };
    await load('one broken', [first, broken]);
    expect(refused).toEqual([
      { id: second.id, problem: 'template.invalid', field: expect.stringMatching(/^\/data\/sections\/0/) },
    ]);
    const templates = (await pulled()).filter(
      (document) => document.kind === 'template' && !Reflect.get(document, '_deleted'),
    );
    expect(templates.map(({ id }) => id)).toEqual([first.id]);
  });

  it('changes what changed, withdraws what is gone, and brings it back', async () => {
    if (!first || !second) throw new Error('no templates');
    const before = await an.pullAll('reference');
    await load('changed', [{ ...first, title: 'Tên mới' }, second]);
    const { documents } = await an.pullAll('reference', before.checkpoint);
    expect(documents.map(({ id, title, _deleted }) => [id, title, _deleted])).toEqual([
      [first.id, 'Tên mới', false],
      [second.id, second.title, false],
    ]);
  });

  it('that is loaded already is not read', async () => {
    await loadReference(server.server.context, log, {
      hash: 'changed',
      read: () => {
        throw new Error('read in vain');
      },
    });
  });
});
