import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TemplateContent } from '../../shared/schema/template-content.ts';
import { addTemplate, addVersion, publishTemplate } from './templates.ts';
import { offlineWorkspace } from './testing/offline-workspace.ts';
import type { Workspace } from './workspace.ts';

const vi = 'Tiếng Việt';

function asking(...questions: readonly string[]): TemplateContent {
  return {
    ...{
      title: 'Kiểm tra',
      formId: 'kt',
      version: '',
      rootName: 'data',
      languages: [vi],
      defaultLanguage: vi,
      lists: [],
    },
    nodes: questions.map((name) => ({
      id: name,
      parent: null,
      kind: 'item',
      name,
      type: 'text',
      label: { [vi]: name },
    })),
  };
}

let workspace: Workspace;
beforeEach(async () => {
  workspace = await offlineWorkspace();
});
afterEach(() => workspace.close());

const stored = async () => (await workspace.collections.templates.find().exec()).map((each) => each.toMutableJSON());
const added = (content: TemplateContent) =>
  addTemplate(workspace, { title: 'Kiểm tra', sectors: ['telecom'], content, state: 'published' });

test('a form that comes in again is a draft beside the version that is published, with the same ids', async () => {
  const first = await added(asking('so', 'ten'));
  const next = await addVersion(workspace, first.templateId, asking('ten', 'diachi'), 'thêm địa chỉ');
  expect(next).toMatchObject({ version: 2, state: 'draft', title: 'Kiểm tra', sectors: ['telecom'] });
  const idOf = (content: TemplateContent, name: string) => content.nodes.find((each) => each.name === name)?.id;
  expect(idOf(next.content, 'ten')).toBe(idOf(first.content, 'ten'));
  expect(idOf(next.content, 'diachi')).toBeTruthy();
  await publishTemplate(workspace, next);
  expect((await stored()).map(({ version, state }) => [version, state]).sort()).toEqual([
    [1, 'retired'],
    [2, 'published'],
  ]);
});

test('a form that asks nothing else is no version', async () => {
  const first = await added(asking('so'));
  await expect(addVersion(workspace, first.templateId, asking('so'), '')).rejects.toMatchObject({
    code: 'template.same',
  });
  expect(await stored()).toHaveLength(1);
});

test('a form that the server would not take is refused while its file is at hand', async () => {
  const large = {
    ...asking('so'),
    lists: [{ id: 'xa', choices: [{ name: 'a', label: { [vi]: 'ạ'.repeat(700_000) } }] }],
  };
  await expect(added(large)).rejects.toMatchObject({ code: 'template.tooLarge', details: { megabytes: 2 } });
  expect(await stored()).toEqual([]);
});
