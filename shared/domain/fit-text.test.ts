import { describe, expect, it } from 'vitest';
import { isFitText, withFitText } from './fit-text.ts';

describe('text that the central database takes', () => {
  it.each([
    ['Tiếng Việt có dấu, 🙂 và\n\txuống dòng', true],
    ['a\u0000b', false],
    ['a\ud800b', false],
    ['\udc00', false],
    [{ a: [{ b: 'x\u0000' }] }, false],
    [{ 'k\u0000': 1 }, false],
    [{ values: [{ value: { valueOf: 'x' } }] }, false],
    [[{ toString: 'x' }], false],
    [null, true],
    [[1, true, null, { a: 'ổ' }], true],
  ])('%j: %s', (value, fits) => {
    expect(isFitText(value)).toBe(fits);
    expect(isFitText(withFitText(value))).toBe(true);
  });

  it('is left as it is where it fits, and else loses those characters alone', () => {
    const document = { title: 'ổn', rows: [{ a: 1 }] };
    expect(withFitText(document)).toBe(document);
    expect(withFitText({ title: 'a\u0000b', rows: [{ a: '\ud83d\ude42\ud83d' }] })).toEqual({
      title: 'ab',
      rows: [{ a: '🙂' }],
    });
    expect(withFitText([{ so: '1', toString: '2' }])).toEqual([{ so: '1', toString_: '2' }]);
  });
});
