import { describe, expect, it } from 'vitest';
import type { TemplateContent } from '../../shared/schema/template-content.ts';
import type { ImportedForm } from '../content/imported-form.ts';
import type { FilledForm, Stored } from '../fill/filled-form.ts';
import { importForm } from '../import-form.ts';
import { filledFrom, placeAt } from '../testing/filled.ts';
import { formPairs } from '../testing/form-pairs.ts';
import { workbookOf } from '../testing/workbook-of.ts';
import type { FormPair } from '../testing/worked-pair.ts';
import { itemset, list, type XFormParts, xformOf } from '../testing/xform-of.ts';
import { exportXlsForm } from '../xlsform/export-xlsform.ts';

async function bothOf({ tables, parts, attachments = new Map() }: FormPair) {
  const sheets = await importForm(await workbookOf(tables), attachments);
  return { sheets, xform: await importForm(xformOf(parts), attachments) };
}

/** The lists of an XForm stand in another order. */
function sorted({ content }: ImportedForm): TemplateContent | null {
  return content && { ...content, lists: [...content.lists].sort((one, other) => one.id.localeCompare(other.id)) };
}

describe('a form written as XLSForm and as XForm', () => {
  it.each<[what: string, pair: FormPair]>(Object.entries(formPairs))('is the same: %s', async (_what, pair) => {
    const { sheets, xform } = await bothOf(pair);
    expect([sheets.errors, xform.errors]).toEqual([[], []]);
    expect(xform.warnings.map(({ code }) => code)).toEqual(sheets.warnings.map(({ code }) => code));
    expect(sorted(xform)).toEqual(sorted(sheets));
    expect(xform.counts).toEqual(sheets.counts);
  });
});

describe('a form that came in as XForm', () => {
  it.each<[what: string, pair: FormPair]>(Object.entries(formPairs))('goes out as XLSForm: %s', async (_what, pair) => {
    const { xform } = await bothOf(pair);
    if (!xform.content) throw new Error('refused');
    const { workbook, files } = await exportXlsForm(xform.content);
    expect(sorted(await importForm(workbook, files))).toEqual(sorted(xform));
  });
});

type Answers = readonly (readonly [key: string, text: string])[];

/** All that a form asks and says after these answers. */
function shownBy(form: FilledForm, answers: Answers): Readonly<Record<string, unknown>> {
  for (const [key, text] of answers) {
    const [id = '', turn = ''] = key.split('@');
    placeAt(form, id, turn).stored = text;
  }
  const shown: [string, unknown][] = [];
  form.visit((place) => {
    const choices = place.line.list || place.line.choicesFrom ? place.choices.map(({ name }) => name) : [];
    const { answer, fault, isRelevant } = place;
    const label = form.content.languages.map((language) => place.words('label', language));
    shown.push([place.key, { isRelevant, answer, fault, choices, label }]);
  });
  return Object.fromEntries(shown);
}

describe('a form written as XLSForm and as XForm, while it is filled', () => {
  it.each<
    [pair: keyof typeof formPairs, stored: Partial<Stored>, answers: Answers, some: Readonly<Record<string, object>>]
  >([
    [
      'groups, repeats and questions, with what each says and asks',
      { turns: new Map([['desk@', ['t1', 't2']]]) },
      [
        ['open', 'y'],
        ['staff@t1', '3'],
        ['staff@t2', '12'],
      ],
      { 'why@t1': { isRelevant: false }, 'why@t2': { isRelevant: true }, open: { choices: ['y', 'n'] } },
    ],
    [
      'several languages, with media, guidance, messages and answers within words',
      {},
      [
        ['ten', '7'],
        ['so', '7'],
      ],
      { ten: { fault: 'constraint' }, so: { label: ['Số của 7', 'Số của 7'] } },
    ],
    [
      'choices that are filtered, of files beside the form, and of the answers to a repeat',
      { turns: new Map([['quay@', ['t1', 't2']]]) },
      [
        ['tinh', 'hn'],
        ['ten@t1', 'Quầy 1'],
        ['ten@t2', 'Quầy 2'],
        ['ve@t2', 'hn'],
      ],
      {
        xa: { choices: ['bd'] },
        diem: { choices: ['01', '02'] },
        noi: { choices: ['n1'] },
        'vexa@t1': { choices: [] },
        'vexa@t2': { choices: ['bd'] },
        chon: { choices: ['Quầy 1', 'Quầy 2'] },
      },
    ],
    [
      'what is worked out, given before anybody has answered, and written down by the device',
      { last: new Map([['ten', 'lần trước']]) },
      [
        ['n', '2'],
        ['so@quay-1', '1.5'],
        ['so@quay-2', '2'],
        ['co', 'y'],
      ],
      {
        ten: { answer: 'Bưu cục' },
        dai: { answer: '14' },
        tong: { answer: '3.5' },
        hai: { answer: '2' },
        chu: { answer: 'Có' },
        nhan: { answer: 'Có' },
        truoc: { answer: 'lần trước' },
      },
    ],
  ])('asks and says the same: %s', async (name, stored, answers, some) => {
    const { sheets, xform } = await bothOf(formPairs[name]);
    const [one, other] = [sheets, xform].map((each) => shownBy(filledFrom(each, stored), answers));
    expect(other).toEqual(one);
    expect(other).toMatchObject(some);
  });
});

const asks = (ref: string, more = '') => `<input ref="${ref}"><label>A</label>${more}</input>`;
const choice = (value: string) => `<item><label>L ${value}</label><value>${value}</value></item>`;

describe('an XForm that nobody made of an XLSForm', () => {
  it.each<[what: string, parts: XFormParts, nodes: readonly object[]]>([
    [
      'asks in the order of its body, and what is not asked stays behind what it follows',
      {
        data: '<data><sum/><a/><after/><g><x/><y/></g><b/></data>',
        binds: '<bind nodeset="/data/after" calculate="1"/>',
        body: asks('/data/b') + asks('/data/g/y') + asks('/data/g/x') + asks('/data/a'),
      },
      [
        ...[{ id: 'sum', type: 'hidden' }, { id: 'b' }, { id: 'g', kind: 'group' }, { id: 'y' }, { id: 'x' }],
        ...[{ id: 'a' }, { id: 'after', type: 'calculate' }],
      ],
    ],
    [
      'names binds where others name paths, and paths from where they stand',
      {
        data: '<data><g><x/><y/></g></data>',
        binds: '<bind id="of-x" nodeset="g/x" type="int"/><bind nodeset="/data/g/y" type="date"/>',
        body: `<group ref="g"><input bind="of-x"/>${asks('y')}</group>`,
      },
      [{ id: 'g' }, { id: 'x', type: 'integer' }, { id: 'y', type: 'date' }],
    ],
    [
      'has groups for show, whose questions are kept',
      { data: '<data><a/><b/></data>', body: `<group>${asks('/data/a')}</group>${asks('/data/b')}` },
      [
        { id: 'a', parent: null },
        { id: 'b', parent: null },
      ],
    ],
    [
      'has repeats with turns that nobody adds to, whatever is around them',
      {
        data: '<data><r><a/></r><r><a/></r><g><s><b/></s></g></data>',
        body: `<repeat nodeset="/data/r" jr:noAddRemove="true()">${asks('/data/r/a')}</repeat>
          <group ref="/data/g"><label>G</label><repeat nodeset="/data/g/s"><label>S</label>${asks('/data/g/s/b')}</repeat></group>`,
      },
      [
        { id: 'r', kind: 'repeat', count: '2' },
        { id: 'a', parent: 'r' },
        { id: 'g', kind: 'group', label: { default: 'G' } },
        { id: 's', kind: 'repeat', label: { default: 'S' } },
        { id: 'b', parent: 's' },
      ],
    ],
    [
      'begins questions with what the device says, and keeps from being answered what stands in a group that is',
      {
        data: '<data><d/><g><x/></g></data>',
        binds: `<bind nodeset="/data/d" type="date" jr:preload="date" jr:preloadParams="today"/>
          <bind nodeset="/data/g" readonly="true()"/><bind nodeset="/data/g/x" type="int"/>`,
        body: `${asks('/data/d')}<group ref="/data/g">${asks('/data/g/x')}</group>`,
      },
      [{ id: 'd', type: 'date', defaultExpression: 'today()' }, { id: 'g' }, { id: 'x', readonly: 'true()' }],
    ],
    [
      'has texts, texts to be emptied, and several events that set a place',
      {
        data: '<data><a/><b/><c/><d/></data>',
        binds: '<setvalue event="odk-instance-first-load" ref="/data/b">Chưa rõ</setvalue>',
        body: `${asks('/data/a', '<setvalue event="xforms-value-changed" ref="/data/c">nó</setvalue>')}
          ${asks('/data/b', '<setvalue event="xforms-value-changed" ref="/data/d"/>')}`,
      },
      [
        { id: 'a' },
        { id: 'b', default: 'Chưa rõ' },
        { id: 'c', type: 'calculate', calculation: "'nó'", trigger: ['a'] },
        { id: 'd', type: 'calculate', trigger: ['b'] },
      ],
    ],
    [
      'has choices in its questions, alike ones once, and lists of other forms',
      {
        data: '<data><q/><r/><s/><t/></data>',
        lists: `${list('q', '<item><code>1</code></item>')}
          <instance id="towns"><counties><county><ma>k</ma><ten>King</ten></county></counties></instance>`,
        binds: `<bind nodeset="/data/t" calculate="count(instance('towns')/counties/county)"/>`,
        body: `<select1 ref="/data/q"><label>Q</label>${choice('x')}${choice('y')}</select1>
          <select ref="/data/r"><label>R</label>${choice('x')}${choice('y')}</select>
          <select1 ref="/data/s"><label>S</label>${itemset("instance('towns')/counties/county", 'ma', 'ten')}</select1>`,
      },
      [
        { id: 'q', list: 'q+' },
        { id: 'r', list: 'q+' },
        { id: 's', list: 'towns' },
        { id: 't', calculation: "count(instance('towns')/root/item)" },
      ],
    ],
    [
      'has the types of ours that were in a form when it went out',
      {
        data: '<data><q/><t/></data>',
        body: `<select1 appearance="complies" ref="/data/q"><label>Q</label>
          ${['complies', 'not_complies', 'not_applicable'].map(choice).join('')}</select1>
          <input appearance="table" ref="/data/t"><label>T</label></input>`,
      },
      [
        { id: 'q', type: 'complies' },
        { id: 't', type: 'table' },
      ],
    ],
    [
      'has words with dollars and braces in them, which are no names',
      { data: '<data><a/></data>', body: '<input ref="/data/a"><label>Giá ${a}</label></input>' },
      [{ id: 'a', label: { default: 'Giá $ {a}' } }],
    ],
  ])('%s', async (_what, parts, nodes) => {
    const { content, errors } = await importForm(xformOf(parts), new Map());
    expect(errors).toEqual([]);
    expect(content?.nodes).toMatchObject(nodes);
  });

  it('has lists in a file of old lists, by a query', async () => {
    const csv = 'list_name,name,label,state\ncounties,k,King,wa\ncounties,p,Pierce,or\nother,z,Z,wa\n';
    const query = "instance('counties')/root/item[state= /data/state ]";
    const parts = {
      data: '<data><state/><county/></data>',
      body: `${asks('/data/state')}<input ref="/data/county" query="${query}"><label>C</label></input>`,
    };
    const read = await importForm(xformOf(parts), new Map([['itemsets.csv', new TextEncoder().encode(csv)]]));
    expect(read.content?.nodes[1]).toMatchObject({
      type: 'selectOne',
      list: 'counties',
      choiceFilter: 'state=${state}',
    });
    const shown = shownBy(filledFrom(read), [['state', 'wa']]);
    expect(shown.county).toMatchObject({ choices: ['k'] });
  });
});
