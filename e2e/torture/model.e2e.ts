import { trueRules } from '../model/rules.ts';
import { search } from '../model/search.ts';
import { settings, startOf } from '../model/worlds.ts';
import { scenario } from './scenario.ts';

/** More than any setting has: a search that stops here is not whole, and says so. */
const mostStates = 1_000_000;

// In memory, by the same rules: in every order in which things can happen. A round is a setting, the smallest first.
scenario('model', { ci: 7, full: settings.length, roundMs: 120_000 }, async ({ rounds, note }) => {
  let acknowledged = 0;
  const lost: string[] = [];
  const diverged: string[] = [];
  for (const setting of settings.slice(0, rounds)) {
    const play = { ...setting, rules: trueRules };
    const { broken, states, depth, quiet, isWhole } = await search(await startOf(setting, trueRules), play, mostStates);
    note(`${setting.name}: ${states} states, ${depth} deep, ${quiet} at rest`);
    acknowledged += states;
    if (!isWhole) diverged.push(`${setting.name}: more than ${mostStates} states`);
    if (broken) {
      note([broken.what, ...broken.trace].join('\n  '));
      (broken.what.endsWith('nowhere any more') ? lost : diverged).push(broken.what);
    }
  }
  return { acknowledged, lost, doubled: [], diverged };
});
