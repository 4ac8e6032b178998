import { expect, it } from 'vitest';
import { safeFileName } from './file-name.ts';

it.each([
  ['Biên bản số 12.json', 'Biên bản số 12.json'],
  ['../../etc/passwd', 'etc passwd'],
  ['a\\b:c*d?.txt', 'a b c d .txt'],
  ['...', 'minh-tra'],
  ['', 'minh-tra'],
  ['CON.txt', 'minh-tra CON.txt'],
  ['a\u202Egpj.exe', 'a gpj.exe'],
  ['x'.repeat(500), 'x'.repeat(150)],
])('%j is saved as %j', (suggested, name) => {
  expect(safeFileName(suggested)).toBe(name);
});
