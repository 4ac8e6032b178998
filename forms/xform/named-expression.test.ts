import { describe, expect, it } from 'vitest';
import type { TemplateNode } from '../../shared/schema/template-content.ts';
import { LinePaths } from './line-paths.ts';
import { namedExpression } from './named-expression.ts';

const line = (id: string, parent: string | null, kind: TemplateNode['kind'] = 'item'): TemplateNode => {
  return { id, parent, kind, name: id.replace(/.*\//, ''), label: {} };
};

/** Two houses' worth of names: `note` stands in two groups of each turn. */
const nodes = [
  ...[line('open', null), line('total', null), line('house', null, 'repeat'), line('name', 'house')],
  ...[line('floor', 'house', 'repeat'), line('rooms', 'floor'), line('size', 'floor')],
  ...[line('front', 'house', 'group'), line('note', 'front'), line('from', 'front')],
  ...[line('back', 'house', 'group'), line('back/note', 'back'), line('side', 'house', 'group'), line('seen', 'side')],
];
const paths = new LinePaths('data', nodes, new Map([['towns', { name: 'thon', shape: 'counties/county' }]]));

function named(expression: string, id: string, isFilter = false) {
  const unknown: string[] = [];
  const found = nodes.find((node) => node.id === id) ?? paths.whole;
  const text = namedExpression(expression, { paths, line: found, isFilter, tellUnknown: (path) => unknown.push(path) });
  return { text, unknown };
}

describe('an expression of an XForm', () => {
  it.each<[expression: string, of: string, text: string]>([
    // Paths that lead to a line.
    ['/data/open', 'total', '${open}'],
    ["/data/open = 'y' and /data/total > 1", 'name', "${open} = 'y' and ${total} > 1"],
    ['../open + 1', 'total', '${open} + 1'],
    ['../../open', 'name', '${open}'],
    ['current()/../open', 'total', '${open}'],
    ['./../open', 'total', '${open}'],
    ['name != 1', 'house', '${name} != 1'],
    ['count(/data/house)', 'total', 'count(${house})'],
    ['-/data/open*-1', 'total', '-${open}*-1'],
    ['/data/open div /data/total mod 2', 'name', '${open} div ${total} mod 2'],
    // Spaces that programs put about them are nobody's.
    [' /data/open ', 'total', '${open}'],
    [" /data/open ='y'", 'total', "${open}='y'"],
    ['if( /data/open  = 1,  /data/total , 2)', 'name', 'if(${open} = 1, ${total}, 2)'],
    ['1 + /data/open and 2', 'total', '1 + ${open} and 2'],
    // The same turn by a name, all of them by a path that leaves it.
    ['../name', 'front', '${name}'],
    ['/data/house/floor/rooms', 'size', '${rooms}'],
    ['sum(../rooms)', 'size', 'sum(${rooms})'],
    ['sum(../../floor/rooms)', 'size', 'sum(../../floor/rooms)'],
    ['count(../../floor)', 'size', 'count(${floor})'],
    ['sum(/data/house/floor/rooms)', 'total', 'sum(${rooms})'],
    // A name that means another line stays a path, of its own turn.
    ['/data/house/front/note', 'from', '${note}'],
    ['/data/house/back/note', 'from', '../../back/note'],
    ['../../back/note', 'from', '../../back/note'],
    ['/data/house/back/note', 'total', '/data/house/back/note'],
    // What is no plain path stays as it is.
    ['. > 0 and .. != 1', 'open', '. > 0 and .. != 1'],
    ['position(..)', 'name', 'position(..)'],
    ['/data/*', 'total', '/data/*'],
    ['//name', 'total', '//name'],
    ['/data/house/@id', 'total', '/data/house/@id'],
    ['child::open/text()', 'total', 'child::open/text()'],
    ['/data/house[1]/name', 'total', '/data/house[1]/name'],
    ['/data/house[name = /data/open]/name', 'total', '/data/house[name = ${open}]/name'],
    ['/data/house[name = current()/../open]/name', 'total', '/data/house[name = ${open}]/name'],
    ['\'/data/open\' = "/data/open"', 'total', '\'/data/open\' = "/data/open"'],
    // Lists, the time before, words of choices.
    ["instance('l')/root/item[a = /data/open]/b", 'total', "instance('l')/root/item[a = ${open}]/b"],
    ["count(instance('towns')/counties/county[a = 1])", 'total', "count(instance('thon')/root/item[a = 1])"],
    ["count(instance('towns')/*)", 'total', "count(instance('thon')/*)"],
    ["instance('__last-saved')/data/open", 'total', '${last-saved#open}'],
    ["jr:choice-name( /data/open , ' /data/open ')", 'total', "jr:choice-name(${open}, '${open}')"],
    ["jr:choice-name(../note, '../note')", 'from', "jr:choice-name(${note}, '${note}')"],
    // What would be a name here, and was none there.
    ["concat('${open}', 1)", 'total', "concat(concat('$', '{open}'), 1)"],
  ])('%s of %s is %s', (expression, of, text) => {
    expect(named(expression, of)).toEqual({ text, unknown: [] });
  });

  it.each<[filter: string, text: string]>([
    ['town = /data/open', 'town = ${open}'],
    ['town = current()/../note', 'town = ${note}'],
    ['name = ../note', 'name = ../note'],
    ['town = /data/house/back/note', 'town = current()/../../back/note'],
  ])('%s chooses among choices as %s', (filter, text) => {
    expect(named(filter, 'from', true)).toEqual({ text, unknown: [] });
  });

  it.each<[expression: string, unknown: readonly string[]]>([
    ['/data/close + /data/open', ['/data/close']],
    ['../close', ['../close']],
    ['count(/data/houses[1]/name)', ['/data/houses']],
    ['/other/open', ['/other/open']],
    ['/data/meta/instanceID', ['/data/meta/instanceID']],
    ['close = /data', []],
  ])('is told where a path leads nowhere: %s', (expression, unknown) => {
    expect(named(expression, 'total').unknown).toEqual(unknown);
  });

  it('has the quotation marks that were meant', () => {
    expect(named('/data/open = “y”', 'total').text).toBe('${open} = "y"');
  });
});
