import { describe, expect, it } from 'vitest';
import type { Choice, ChoiceList } from '../../shared/schema/template-content.ts';
import { again, contentOf, type Said } from '../testing/template-content.ts';
import { workbookOf } from '../testing/workbook-of.ts';
import { exportXlsForm } from '../xlsform/export-xlsform.ts';
import { importXlsForm } from '../xlsform/import-xlsform.ts';

describe('a list from a file', () => {
  const values = { ma: '01', ten: 'Điểm 1, "quầy" 2\nlầu 3', tỉnh: '=hn;|\t', trống: '' };
  const choice = { name: '01', label: { default: 'Điểm 1, "quầy" 2\nlầu 3' }, values };
  const ofFile = (file: string, choices: Choice[] = [choice]): ChoiceList => ({ id: file, file, choices });
  const asking = (list: string): Said => ({
    name: 'a',
    type: 'selectOne',
    list,
    parameters: { value: 'ma', label: 'ten' },
  });

  it.each(['điểm.csv', 'diem.geojson', 'Điểm.CSV'])('%s comes with the form and is read again', async (file) => {
    const shorter = { name: '02', label: { default: '02' }, values: { ma: ' 02', ten: '' } };
    const content = contentOf([asking(file)], [ofFile(file, [choice, shorter])]);
    expect([...(await exportXlsForm(content)).files.keys()]).toEqual([file]);
    expect(await again(content)).toEqual(content);
  });

  it('.xml comes with the form and is read again', async () => {
    const { trống: _none, ...said } = values;
    const content = contentOf([asking('d.xml')], [ofFile('d.xml', [{ ...choice, values: said }])]);
    expect(await again(content)).toEqual(content);
  });

  it('has a choice as it is called now', async () => {
    const renamed = { name: '1', label: { default: 'Điểm một' }, values };
    const added = { name: '3', label: { default: 'Mới' } };
    const { lists } = await again(contentOf([asking('d.csv')], [ofFile('d.csv', [renamed, added])]));
    expect(lists[0]?.choices).toEqual([
      { ...renamed, values: { ...values, ma: '1', ten: 'Điểm một' } },
      { ...added, values: { ma: '3', ten: 'Mới' } },
    ]);
  });

  it('has one column that no sign in it breaks up', async () => {
    const choices = ['a;b;c', 'd;e;f'].map((name) => ({ name, label: { default: name }, values: { name } }));
    const content = contentOf(
      [{ name: 'a', type: 'selectOne', list: 'd.csv' }],
      [{ id: 'd.csv', file: 'd.csv', choices }],
    );
    expect(await again(content)).toEqual(content);
  });

  it('is still missing where it was', async () => {
    const { workbook, files } = await exportXlsForm(contentOf([asking('d.csv')], [ofFile('d.csv', [])]));
    expect(files.size).toBe(0);
    const { content, warnings } = await importXlsForm(workbook, files);
    expect([content?.lists, warnings.map(({ code }) => code)]).toEqual([[ofFile('d.csv', [])], ['file.absent']]);
  });

  it('has of a line of a file what its headers name', async () => {
    const survey = '| type | name | label |\n| select_one_from_file d.csv | a | A |';
    const csv = new TextEncoder().encode('name,label\n1,Một,thừa\n2\n');
    const { content } = await importXlsForm(await workbookOf({ survey }), new Map([['d.csv', csv]]));
    expect(content?.lists[0]?.choices.map(({ values }) => values)).toEqual([
      { name: '1', label: 'Một' },
      { name: '2' },
    ]);
  });
});
