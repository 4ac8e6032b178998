import { describe, expect, it } from 'vitest';
import { paths } from './paths.ts';

describe('addresses', () => {
  it('lead into a case, to a tab and a place in it', () => {
    expect(paths.case('01J')).toBe('/cases/01J/overview');
    expect(paths.case('01J', 'findings', { finding: 'f 1', field: '/fact' })).toBe(
      '/cases/01J/findings?finding=f+1&field=%2Ffact',
    );
  });

  it('escape what ids hold', () => {
    expect(paths.case('a/b?c')).toBe('/cases/a%2Fb%3Fc/overview');
    expect(paths.casesOf('Bưu & Điện')).toBe('/cases?q=B%C6%B0u+%26+%C4%90i%E1%BB%87n');
  });
});
