import { describe, expect, it } from 'vitest';
import { givenName, initialOf } from './names.ts';

describe('Vietnamese names are known by their last word', () => {
  it.each([
    ['Nguyễn Thị An', 'An', 'A'],
    ['Trần Văn Đức', 'Đức', 'Đ'],
    ['Lê Ánh', 'Ánh', 'Á'],
    ['  Phạm   Út ', 'Út', 'Ú'],
    ['nguyễn ý', 'ý', 'Ý'],
    ['', '', ''],
  ])('%s', (name, given, initial) => {
    expect(givenName(name)).toBe(given);
    expect(initialOf(name)).toBe(initial);
  });

  it('keeps a letter whole when its marks are written apart', () => {
    expect(initialOf('Lê Ánh'.normalize('NFD'))).toBe('Á');
  });
});
