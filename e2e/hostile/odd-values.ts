import fc from 'fast-check';
import { Raw } from './spoil.ts';

/** Texts that mean something to a page, a database, a file system, a spreadsheet, a date, or the order of writing. */
export const oddTexts: readonly string[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', 'x\udc00', '\u0007\u001b[2J', '\ufeff', '\ufffe', '\u200b\u200d\u2060'],
  ...[
    '\u202eabc\u202c',
    '\u2066\u2067',
    'e\u0301\u0323'.repeat(40),
    '𝒳'.repeat(60),
    'İ'.repeat(60),
    'a\r\nb\tc\u2028\u2029',
  ],
  ...[
    '<script>window.ran=1</script>',
    '<img src=x onerror="window.ran=1">',
    'javascript:window.ran=1',
    '"\'><svg/onload=ran()>',
  ],
  ...[
    '{{constructor.constructor("return 1")()}}',
    '$t(common.save)',
    '$'.concat('{7*7}'),
    '#{7*7}',
    '%s%n%x',
    '%00',
    '%2e%2e%2f',
    '\\u0000',
  ],
  ...[`'; drop table sync.cases; --`, `' or '1'='1`, '") or 1=1 --', '$1', '\\', '\\x00', 'pg_sleep(10)', "E'\\\\x'"],
  ...[
    '=cmd|" /C calc"!A0',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '../../../etc/passwd',
    '..\\..\\x',
    '/etc/passwd',
    'C:\\con',
    'file:///etc/passwd',
  ],
  ...[
    '2026-13-45',
    '0000-00-00',
    '9999-99-99',
    '-271821-04-20',
    '+275760-09-13',
    '2026-02-30T99:99:99Z',
    'Infinity',
    'NaN',
    '-0',
    '1e400',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'hasOwnProperty',
    'null',
    'undefined',
    '[object Object]',
    'true',
    '{}',
    '[]',
  ],
  ...[
    'zzzzzzzzzzzz-x',
    '000000000000-',
    '9999999999999999999',
    '-1',
    '0.1.AAAAAAAAAAAAAAAA',
    'f.999999999999999.----------------',
  ],
  ...['x'.repeat(81), 'x'.repeat(5_001), 'ă'.repeat(60_000)],
];

/** Texts that would make an expression of this pattern look back again and again: what it wants, often, and then not. */
function bombsOf(pattern: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.stringMatching(new RegExp(pattern, 'u')),
      fc.constantFrom(30, 5_000, 50_000),
      fc.constantFrom('!', '\n', '\u0000'),
    )
    .map(([text, times, end]) => `${(text || 'a').repeat(times).slice(0, 100_000)}${end}`);
}

const deepest = 100_000;

/** JSON of which a parser, a validator or a walk through it may despair. */
const rawValues: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom('[]', '{}', '[[]]', '[null]', '{"a":[]}').map(raw),
  fc.constantFrom('1e400', '-1e400', '-0', '1e-400', '123456789012345678901234567890', '9007199254740993').map(raw),
  fc
    .constantFrom('{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', '{"a":1,"a":2}')
    .map(raw),
  fc.constantFrom('NaN', 'undefined', "'x'", '[1,]', '{a:1}', '01', '"\\ud800"', '"\\x41"', '"a\nb"').map(raw),
  fc.constantFrom(30, 1_000, deepest).map((depth) => raw(`${'['.repeat(depth)}${']'.repeat(depth)}`)),
  fc.constantFrom(30, 1_000, deepest).map((depth) => raw(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)),
  fc.constantFrom(1_001, 100_000).map((length) => raw(`[${'0,'.repeat(length)}0]`)),
);

function raw(text: string): Raw {
  return new Raw(text);
}

const tenMillion = raw(`"${'x'.repeat(10_000_000)}"`);

/** What stands in no sound request: texts, and values of any kind. */
export interface Odd {
  readonly texts: fc.Arbitrary<string>;
  readonly values: fc.Arbitrary<unknown>;
}

/** Also such as are made of these patterns. */
export function oddOf(patterns: readonly string[]): Odd {
  const texts = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...oddTexts) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ...patterns.map((pattern) => ({ weight: 1, arbitrary: bombsOf(pattern) })),
  );
  const values = fc.oneof(
    { weight: 120, arbitrary: texts },
    { weight: 60, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53) },
    { weight: 60, arbitrary: rawValues },
    { weight: 1, arbitrary: fc.constant(tenMillion) },
  );
  return { texts, values };
}
