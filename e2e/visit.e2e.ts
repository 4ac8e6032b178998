import { expect } from 'vitest';
import { Camera } from './story/camera.ts';
import { twoOnSite } from './story/two-on-site.ts';
import { test } from './test.ts';

test('two inspectors without a network make one case file of it, and evidence that anybody can check', {
  timeout: 600_000,
}, async ({ stage }) => {
  const { whole, altered } = await twoOnSite(stage, new Camera(null));
  expect(whole).toContain('KẾT LUẬN: KHỚP.');
  expect(altered).toContain('KẾT LUẬN: KHÔNG KHỚP.');
});
