import { describe, expect, it } from 'vitest';
import { type Tables, workbookOf } from '../testing/workbook-of.ts';
import { importXlsForm } from './import-xlsform.ts';

const read = async (tables: Tables) => importXlsForm(await workbookOf(tables));

describe('a form by its columns', () => {
  it('keeps columns of choices under the names by which a filter calls them', async () => {
    const survey = '| type | name | label |\n| select_one xa | a | A |';
    const choices = `
      | list_name | Value | label  | title | count | Type | tag | media::image |
      | xa        | bd    | Ba Đình | x    | 1     | y    | z   | a.png        |`;
    const { content } = await read({ survey, choices });
    expect(content?.lists[0]?.choices[0]).toMatchObject({
      ...{ name: 'bd', values: { title: 'x', count: '1', Type: 'y', tag: 'z' } },
      media: { image: { default: 'a.png' } },
    });
  });

  it('has languages in the order of its columns, whichever a line says first, and however letters are put together', async () => {
    const survey = `
      | type | name | label::${'Tiếng Việt'.normalize('NFD')} | label::English |
      | text | a    |                   | A              |
      | text | b    | B                 | B              |`;
    const settings = '| default_language |\n| tiếng việt |';
    const { content } = await read({ survey, settings });
    expect(content).toMatchObject({ languages: ['Tiếng Việt', 'English'], defaultLanguage: 'Tiếng Việt' });
  });
});
