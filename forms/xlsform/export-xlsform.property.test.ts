import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomTemplate } from '../testing/random-template.ts';
import { again, byPath } from '../testing/template-content.ts';

/** `SEED=123 RUNS=10000 vitest run ...` plays a run again, or a longer one. */
const parameters = {
  seed: Number(process.env.SEED ?? Date.now() % 2_147_483_647),
  numRuns: Number(process.env.RUNS ?? 100),
};
console.info(`templates in XLSForm and back: SEED=${parameters.seed}`);

describe('any template in XLSForm', () => {
  it('comes in again as it was, and then with the same ids each time', async () => {
    await fc.assert(
      fc.asyncProperty(randomTemplate, async (template) => {
        const once = await again(template);
        expect(byPath(once)).toEqual(byPath(template));
        expect(await again(once)).toEqual(once);
      }),
      parameters,
    );
  });
});
