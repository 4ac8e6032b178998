import { expect } from 'vitest';
import { Camera } from './story/camera.ts';
import { fieldToSupervisor } from './story/field-to-supervisor.ts';
import { test } from './test.ts';

test('one case goes from the field to the supervisor and back', { timeout: 600_000 }, async ({ stage }) => {
  const told = await fieldToSupervisor(stage, new Camera(null));
  expect(told.answered).toBeGreaterThanOrEqual(60);
  expect(told.findings).toBe(3);
});
