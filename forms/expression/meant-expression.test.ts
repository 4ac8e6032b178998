import { expect, it } from 'vitest';
import { meantExpression } from './meant-expression.ts';

it.each([
  ['${a} = ‘x’', "${a} = 'x'"],
  ['concat(“c”, "d")', 'concat("c", "d")'],
  ['1\u00a0= 1', '1 = 1'],
  ["concat('“', ${a}, '”')", "concat('“', ${a}, '”')"],
  ["'10\u00a0%'", "'10\u00a0%'"],
  [' today() ', 'today()'],
  ['‘x', "'x"],
])('%s is meant as %s', (written, meant) => {
  expect(meantExpression(written)).toBe(meant);
});
