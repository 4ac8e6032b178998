import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../form-fault.ts';
import { rawWorkbook, wordsRow } from '../testing/raw-workbook.ts';
import { importXlsForm } from '../xlsform/import-xlsform.ts';

const headers = wordsRow(1, ['type', 'name', 'label']);
const question = wordsRow(2, ['text', 'a', 'Câu hỏi']);
const data = (rows: string, after = '') => `<sheetData>${rows}</sheetData>${after}`;

const told = ({ code, sheet, row, column }: Fault) => `${code} ${sheet ?? ''}!${column ?? ''}${row ?? ''}`;

async function judged(bytes: Uint8Array) {
  const { content, errors, warnings } = await importXlsForm(bytes);
  return { ok: content !== null, errors: errors.map(told), warnings: warnings.map(told), content };
}

describe('a file that is no form', () => {
  it.each<[what: string, bytes: Uint8Array, fault: string]>([
    ['a text', strToU8('type,name,label\ntext,a,A'), 'file.notWorkbook !'],
    ['nothing', new Uint8Array(), 'file.notWorkbook !'],
    ['a workbook that was cut off', rawWorkbook(data(headers + question)).subarray(0, 400), 'file.damaged !'],
    ['sheets that are no XML', rawWorkbook('<sheetData><row>'), 'file.damaged !'],
    [
      'entities that grow',
      rawWorkbook(data(headers), {
        'xl/workbook.xml':
          '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]><workbook><sheets><sheet name="&b;"/></sheets></workbook>',
      }),
      'file.damaged !',
    ],
    ['a text document', zipSync({ 'word/document.xml': strToU8('<document/>') }), 'file.otherOffice !'],
    ['an archive of anything', zipSync({ 'a.txt': strToU8('a') }), 'file.notWorkbook !'],
    [
      'an old workbook that is none',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...new Array(600).fill(7)]),
      'file.damaged !',
    ],
    [
      'one with a password',
      Uint8Array.from([
        0xd0,
        0xcf,
        0x11,
        0xe0,
        ...[...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]),
      ]),
      'file.encrypted !',
    ],
  ])('is refused with a sentence: %s', async (_what, bytes, fault) => {
    expect(await judged(bytes)).toMatchObject({ ok: false, errors: [fault] });
  });

  it('is not unpacked where it is far larger than a form', async () => {
    const bomb = rawWorkbook(data(headers), { 'xl/sharedStrings.xml': new Uint8Array(200 * 1_048_576) });
    expect(bomb.byteLength).toBeLessThan(1_000_000);
    expect(await judged(bomb)).toMatchObject({ ok: false, errors: ['file.bomb !'] });
    const many = zipSync(Object.fromEntries(Array.from({ length: 3_000 }, (_, nth) => [`${nth}`, new Uint8Array()])));
    expect(await judged(many)).toMatchObject({ ok: false, errors: ['file.bomb !'] });
    expect(await judged(new Uint8Array(26 * 1_048_576))).toMatchObject({ ok: false, errors: ['file.tooLarge !'] });
  });

  it('takes no more memory than it claims to need, whatever it unpacks to', async () => {
    const lie = rawWorkbook(data(headers), { 'xl/sharedStrings.xml': new Uint8Array(20 * 1_048_576) });
    const view = new DataView(lie.buffer);
    // Both the entry and the directory say that it holds a thousand bytes.
    for (let at = 0; at < lie.byteLength - 4; at += 1) {
      if (view.getUint32(at, true) === 20 * 1_048_576) view.setUint32(at, 1_000, true);
    }
    expect(await judged(lie)).toMatchObject({ ok: false, errors: ['file.damaged !'] });
  });

  it('has more columns or rows than any form', async () => {
    const wide = `<row r="1"><c r="NTP1" t="inlineStr"><is><t>x</t></is></c></row>`;
    expect(await judged(rawWorkbook(data(wide)))).toMatchObject({ ok: false, errors: ['sheet.tooWide survey!'] });
    const long = `<row r="900000"><c r="A900000" t="inlineStr"><is><t>x</t></is></c></row>`;
    expect(await judged(rawWorkbook(data(long)))).toMatchObject({ ok: false, errors: ['sheet.tooLong survey!'] });
  });
});

describe('what a form does not use', () => {
  it('is left out with a word: macros, links to other files', async () => {
    const parts = { 'xl/vbaProject.bin': 'macro', 'xl/externalLinks/externalLink1.xml': '<externalLink/>' };
    expect(await judged(rawWorkbook(data(headers + question), parts))).toMatchObject({
      ...{ ok: true, errors: [] },
      warnings: ['workbook.macros !', 'workbook.links !'],
    });
  });

  it('is read with a word: hidden sheets and rows, merged cells, results of formulas', async () => {
    const formula =
      '<row r="3" hidden="1"><c r="A3" t="str"><f>"te"&amp;"xt"</f><v>text</v></c><c r="B3" t="inlineStr"><is><t>b</t></is></c></row>';
    const sheet = data(headers + question + formula, '<mergeCells><mergeCell ref="A5:C5"/></mergeCells>');
    const { ok, warnings, content } = await judged(rawWorkbook(sheet, {}, 'state="hidden"'));
    expect([ok, warnings]).toEqual([
      true,
      [
        'sheet.hidden survey!',
        'sheet.merged survey!',
        'sheet.formulas survey!',
        'sheet.hiddenRows survey!3',
        'label.missing survey!B3',
      ],
    ]);
    expect(content?.nodes.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('is refused where it says nothing: a formula without its result, an error, a date that nobody can tell', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>';
    const cells = [
      '<c r="A3"><f>A2</f></c><c r="B3" t="inlineStr"><is><t>b</t></is></c>',
      '<c r="A4" t="e"><v>#REF!</v></c><c r="B4" t="inlineStr"><is><t>c</t></is></c>',
      '<c r="A5" t="inlineStr"><is><t>date</t></is></c><c r="B5" t="inlineStr"><is><t>d</t></is></c><c r="C5" s="1"><v>12</v></c>',
    ].map((row, nth) => `<row r="${nth + 3}">${row}</row>`);
    const { errors } = await judged(
      rawWorkbook(data(headers + question + cells.join('')), { 'xl/styles.xml': styles }),
    );
    expect(errors).toEqual(
      expect.arrayContaining(['cell.noValue survey!A3', 'cell.error survey!A4', 'cell.ambiguousDate survey!C5']),
    );
  });

  it('is taken out of words: marks that turn them round, control characters, halves of signs', async () => {
    const words = wordsRow(2, ['text', 'a', 'Tên\u202e fdp.exe\u202c _x0007_\u200bđơn vị']);
    const { content, warnings } = await judged(rawWorkbook(data(headers + words)));
    expect(content?.nodes[0]?.label).toEqual({ default: 'Tên fdp.exe đơn vị' });
    expect(warnings).toEqual(['cell.hiddenCharacters survey!C2']);
  });
});

describe('what stands in a cell', () => {
  it('is read as a person reads it: numbers, dates of both counts, times, truths, words in several fonts', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/><numFmt numFmtId="171" formatCode="0.00&quot;ngày&quot;"/></numFmts>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="22"/><xf numFmtId="171"/><xf numFmtId="20"/></cellXfs></styleSheet>`;
    const strings = '<sst><si><r><t>Có </t></r><r><t>mở</t></r><rPh><t>x</t></rPh></si></sst>';
    const values = [
      ...['<c r="C2"><v>3</v></c>', '<c r="C3"><v>0.30000000000000004</v></c>', '<c r="C4" s="1"><v>46354</v></c>'],
      ...['<c r="C5" s="2"><v>46354.5</v></c>', '<c r="C6" s="3"><v>12</v></c>', '<c r="C7" t="b"><v>1</v></c>'],
      ...['<c r="C8" t="s"><v>0</v></c>', '<c r="C9" s="4"><v>0.25</v></c>'],
    ];
    const rows = values.map((cell, nth) => {
      const row = nth + 2;
      return `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>text</t></is></c><c r="B${row}" t="inlineStr"><is><t>q${row}</t></is></c>${cell}</row>`;
    });
    const { content } = await judged(
      rawWorkbook(data(headers + rows.join('')), { 'xl/styles.xml': styles, 'xl/sharedStrings.xml': strings }),
    );
    expect(content?.nodes.map(({ label }) => label.default)).toEqual([
      ...['3', '0.3', '2026-11-28', '2026-11-28T12:00:00', '12', 'TRUE', 'Có mở', '06:00:00'],
    ]);
  });
});
