import { describe, expect, it } from 'vitest';
import type { Fault } from '../form-fault.ts';
import { importForm } from '../import-form.ts';
import { item, itemset, list, type XFormParts, xformOf } from '../testing/xform-of.ts';

const told = ({ code, row }: Fault) => `${code} ${row ?? ''}`.trim();

async function judged(bytes: Uint8Array) {
  const { content, errors, warnings } = await importForm(bytes, new Map());
  return { ok: content !== null, errors: errors.map(told), warnings: warnings.map(told), content };
}

const text = (xml: string) => new TextEncoder().encode(xml);
/** A question in the body: of the parts of a form, the data stand in line 8, binds in 11 and the body in 16. */
const input = (ref: string, more = '') => `<input ref="${ref}"><label>A</label>${more}</input>`;
const simple: XFormParts = { data: '<data><a/><b/></data>', body: input('/data/a') };

describe('a file of XML that is no form', () => {
  const deep = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`;
  it.each<[what: string, xml: string | Uint8Array, fault: string]>([
    ['cut off', xformOf(simple).subarray(0, -200), 'xml.broken 12'],
    ['a tag that is never closed', '<h:html>\n<h:head>\n</h:html>', 'xml.broken 3'],
    ['nothing but a beginning', '<', 'xml.broken 1'],
    ['entities that grow', '<!DOCTYPE a [<!ENTITY b "&c;&c;">]>\n<a>&b;</a>', 'xml.doctype 1'],
    ['a file from elsewhere', '<!DOCTYPE a SYSTEM "file:///etc/passwd">\n<a/>', 'xml.doctype 1'],
    ['an entity that nobody declares', '<a>&b;</a>', 'xml.broken 1'],
    ['far too deep', deep, 'xml.tooDeep 1'],
    ['an endless list', `<a>${'<b/>'.repeat(1_000_001)}</a>`, 'xml.tooLong 1'],
    ['a page of the web', '<html>\n<head><title>A</title></head><body/></html>', 'xform.notForm 1'],
    ['a file of a program', '<?xml version="1.0"?>\n<project/>', 'xform.notForm 2'],
    ['no data', '<html><head><model/></head><body/></html>', 'xform.noInstance 1'],
    ['empty data', '<html><head><model>\n<instance/></model></head><body/></html>', 'xform.noInstance 2'],
  ])('is refused with a sentence: %s', async (_what, xml, fault) => {
    const bytes = typeof xml === 'string' ? text(xml) : xml;
    expect(await judged(bytes)).toMatchObject({ ok: false, errors: [fault] });
  });

  it('is refused where it is larger than a form', async () => {
    const bytes = new Uint8Array(26 * 1_048_576).fill(32);
    bytes.set(text('<a/>'));
    expect(await judged(bytes)).toMatchObject({ ok: false, errors: ['file.tooLarge'] });
  });

  it('is read as it is encoded, with space before it', async () => {
    const xml = new TextDecoder().decode(xformOf({ ...simple, title: 'Bưu cục' }));
    const wide = new Uint8Array(new Uint16Array([0xfeff, ...[...xml].map((letter) => letter.charCodeAt(0))]).buffer);
    const body = xml.replace(/^<\?xml[^>]*\?>/, '');
    const old = xml.replace('version="1.0"', 'version="1.0" encoding="windows-1252"').replace('Bưu cục', 'Café');
    const narrow = Uint8Array.from([...old].map((letter) => letter.charCodeAt(0)));
    const titles = [wide, text(`\ufeff${xml}`), text(`\n\n ${body}`), narrow].map(async (bytes) => {
      return (await judged(bytes)).content?.title;
    });
    expect(await Promise.all(titles)).toEqual(['Bưu cục', 'Bưu cục', 'Bưu cục', 'Café']);
  });
});

describe('an XForm that is wrong', () => {
  const select = (choices: string, kind = 'select1') => `<${kind} ref="/data/a"><label>A</label>${choices}</${kind}>`;
  it.each<[what: string, parts: Partial<XFormParts>, faults: readonly string[]]>([
    ['a question of nothing', { body: input('/data/c') }, ['xform.refNothing 16']],
    ['a question that says not of what', { body: '<input><label>A</label></input>' }, ['xform.refNothing 16']],
    ['a question of a group', { data: '<data><a><b/></a></data>' }, ['xform.refGroup 16']],
    ['two questions of one place', { body: `${input('/data/a')}\n${input('/data/a')}` }, ['xform.twice 17']],
    [
      'two binds of one place',
      { binds: '<bind nodeset="/data/a" type="int"/>\n<bind nodeset="/data/a"/>' },
      ['xform.twice 12'],
    ],
    ['two lists of one id', { lists: `${list('l', item('x', 'X'))}\n${list('l', '')}` }, ['xform.twice 11']],
    [
      'two texts of one id',
      { itext: '<translation lang="vi"><text id="a"/>\n<text id="a"/></translation>' },
      ['xform.twice 7'],
    ],
    ['two places of one name', { data: '<data><a/><b/>\n<b/></data>' }, ['xform.twice 9']],
    ['a part that is no question', { body: '<chart ref="/data/a"/>' }, ['xform.controlUnknown 16']],
    [
      'a question of maps',
      { body: '<upload mediatype="osm/*" ref="/data/a"><label>A</label></upload>' },
      ['type.osm 16'],
    ],
    ['a choice of nothing', { body: select('') }, ['xform.noChoices 16']],
    ['a list that nobody has', { body: select(itemset("instance('l')/root/item")) }, ['xform.instanceMissing 16']],
    ['a list of no form', { lists: '<instance id="l"><root><x/><y/></root></instance>' }, ['xform.instanceForm 10']],
    ['choices in another notation', { body: select(itemset("id('l')/root/item")) }, ['xform.itemset 16']],
    ['choices of a repeat that is none', { body: select(itemset('/data/c', 'd', 'd')) }, ['xform.itemset 16']],
    ['a choice without a value', { body: select('<item><label>X</label></item>') }, ['xform.choiceNoValue 16']],
    [
      'a choice with a space where several are chosen',
      { body: select('<item><label>X</label><value>a b</value></item>', 'select') },
      ['choice.spaces 16'],
    ],
    ['a name that nobody has', { binds: '<bind nodeset="/data/a" relevant="/data/c = 1"/>' }, ['reference.unknown 11']],
    [
      'a broken expression',
      { binds: '<bind nodeset="/data/a" constraint=". &gt; (1"/>' },
      ['expression.parenthesis 11'],
    ],
    ['an unknown function', { binds: '<bind nodeset="/data/b" calculate="tody()"/>' }, ['function.unknown 11']],
    [
      'a circle of two',
      { binds: '<bind nodeset="/data/a" calculate="/data/b"/>\n<bind nodeset="/data/b" calculate="../a + 1"/>' },
      ['expression.cycle 11'],
    ],
    [
      'a broken filter',
      { lists: list('l', item('x', 'X')), body: select(itemset("instance('l')/root/item[a = = 1]")) },
      ['expression.syntax 16'],
    ],
    [
      'an action at an event that is not known here',
      { binds: '<setvalue event="xforms-revalidate" ref="/data/a" value="1"/>' },
      ['xform.action 11'],
    ],
    [
      'an action that two questions do otherwise',
      {
        body: `${input('/data/a', '<setvalue event="xforms-value-changed" ref="/data/c" value="1"/>')}
          ${input('/data/b', '<setvalue event="xforms-value-changed" ref="/data/c" value="2"/>')}`,
        data: '<data><a/><b/><c/></data>',
      },
      ['xform.actionOther 17'],
    ],
    [
      'an expression that no stack holds',
      { binds: `<bind nodeset="/data/b" calculate="${'('.repeat(40_000)}1"/>` },
      ['expression.parenthesis 11'],
    ],
    [
      'one that a stack holds no longer',
      { binds: `<bind nodeset="/data/b" calculate="1${'+1'.repeat(30_000)}"/>` },
      ['expression.deep 11'],
    ],
  ])('is refused with its line: %s', async (_what, parts, faults) => {
    const { ok, errors } = await judged(xformOf({ ...simple, ...parts }));
    expect([ok, errors]).toEqual([false, faults]);
  });

  it('is told of all that is wrong at once', async () => {
    const parts = {
      binds: '<bind nodeset="/data/b" calculate="1 &amp;&amp; 2"/>',
      body: input('/data/x') + select(''),
    };
    const { errors } = await judged(xformOf({ ...simple, ...parts }));
    expect(errors).toEqual(['xform.refNothing 16', 'xform.noChoices 16', 'expression.operator 11']);
  });

  it('is refused where calculations hang on one another without an end', async () => {
    const names = Array.from({ length: 30_000 }, (_, nth) => `c${nth}`);
    const data = `<data><a/>${names.map((name) => `<${name}/>`).join('')}</data>`;
    const binds = names
      .map((name, nth) => `<bind nodeset="/data/${name}" calculate="/data/c${nth + 1}"/>`)
      .slice(0, -1);
    const { ok, errors } = await judged(xformOf({ ...simple, data, binds: binds.join('') }));
    expect([ok, errors]).toEqual([false, ['file.tooDeep']]);
  });
});

describe('what of an XForm is taken otherwise than it stands there', () => {
  it.each<[what: string, parts: Partial<XFormParts>, warnings: readonly string[]]>([
    ['a bind of nothing', { binds: '<bind nodeset="/data/c" type="int"/>' }, ['xform.bindNothing 11']],
    ['a type that nobody knows', { binds: '<bind nodeset="/data/a" type="colour"/>' }, ['xform.typeUnknown 16']],
    [
      'words with more than an answer in them',
      { body: '<input ref="/data/a"><label>A <output value="1 + 1"/></label></input>' },
      ['xform.output 16'],
    ],
    [
      'a text that nobody has',
      { body: `<input ref="/data/a"><label ref="jr:itext('x')"/></input>` },
      ['xform.textMissing 16', 'label.missing 16'],
    ],
    [
      'a value of the device that is not known here',
      { binds: '<bind nodeset="/data/b" jr:preload="patient" jr:preloadParams="id"/>' },
      ['xform.preload 11'],
    ],
    ['a list of entities', { data: '<data><a/><b/><meta><entity dataset="x"/></meta></data>' }, ['xform.entities 8']],
    [
      'turns that stand there already',
      {
        data: '<data><a/><r><b/></r><r><b/></r></data>',
        body: `${input('/data/a')}<group><label>R</label><repeat nodeset="/data/r">${input('/data/r/b')}</repeat></group>`,
      },
      ['xform.turns 8'],
    ],
    [
      'a group for show',
      { body: `<group appearance="field-list"><label>G</label>${input('/data/a')}</group>` },
      ['xform.groupUnbound 16'],
    ],
    ['characters that nobody sees', { title: 'Tên\u202e fdp.exe' }, ['xform.hiddenCharacters 4']],
    [
      'a choice that stands twice',
      {
        body: `<select1 ref="/data/a"><label>A</label><item><label>X</label><value>x</value></item>
          <item><label>Y</label><value>x</value></item></select1>`,
      },
      ['choice.twice 17'],
    ],
    ['a file that is not there', { lists: '<instance id="x" src="jr://file-csv/x.csv"/>' }, ['file.absent 10']],
  ])('is told: %s', async (_what, parts, warnings) => {
    expect(await judged(xformOf({ ...simple, ...parts }))).toMatchObject({ ok: true, errors: [], warnings });
  });
});
