import { describe, expect, it } from 'vitest';
import { workbookOf } from '../testing/workbook-of.ts';
import { importXlsForm } from '../xlsform/import-xlsform.ts';
import { withOwnIds } from './own-ids.ts';

const survey = `
  | type                  | name | label |
  | begin_group           | g    | G     |
  | select_one a or_other | q    | Q     |
  | end_group             |      |       |`;
const choices = '| list_name | name | label |\n| a | x | X |';

describe('ids of a template', () => {
  it('are the same for the same names in the same template, and others in another', async () => {
    const { content } = await importXlsForm(await workbookOf({ survey, choices }));
    if (!content) throw new Error('refused');
    const [one, again, other] = ['t1', 't1', 't2'].map((id) => withOwnIds(content, id).nodes);
    expect(one).toEqual(again);
    const ids = [...(one ?? []), ...(other ?? [])].map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(ids.every((id) => /^[0-9a-z]{10}$/.test(id))).toBe(true);
    const [group, question, words] = one ?? [];
    expect([group?.parent, question?.parent, words?.otherOf]).toEqual([null, group?.id, question?.id]);
  });
});
