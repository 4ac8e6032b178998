import path from 'node:path';
import { inject, test as plainTest } from 'vitest';
import { repositoryFolder } from '../build/system/repository.ts';
import { Stage } from './launch.ts';

/**
 * vitest's `test` with a `stage` of its own for each test, on which servers and applications are launched.
 * After a failure the last look of every window is in `test-results/`.
 */
export const test = plainTest.extend('stage', async ({ task }, { onCleanup }) => {
  const stage = new Stage(inject('ground'));
  onCleanup(async () => {
    if (task.result?.state === 'fail') await stage.photograph(path.join(repositoryFolder, 'test-results', task.name));
    await stage.close();
  });
  return stage;
});
