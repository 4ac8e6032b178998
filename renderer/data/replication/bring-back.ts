import { ProblemError } from '../../../shared/problem/problem.ts';

/**
 * So often nothing more may be taken: another laptop that brings a state at the same moment overtakes this one once. Then the
 * document is there, and both wait for one another.
 */
const mostInVain = 2;

/**
 * Gives a server what it has lost of these: `lostOf` answers which, by their places, and `give` brings them. Throws
 * `server.restored` when it does not take them: the feed would put its older state in the place of one that can't be given
 * back, so a person has to act.
 */
export async function bringBack<Told>(
  told: readonly Told[],
  lostOf: (told: readonly Told[]) => Promise<readonly number[]>,
  give: (lost: readonly Told[]) => Promise<unknown>,
): Promise<void> {
  let left = told;
  for (let inVain = -1; left.length > 0; ) {
    const lost = (await lostOf(left)).flatMap((at) => left[at] ?? []);
    if (lost.length === 0) return;
    // At first nothing was brought yet.
    inVain = lost.length < left.length && inVain >= 0 ? 0 : inVain + 1;
    if (inVain >= mostInVain) throw new ProblemError('server.restored');
    left = lost;
    await give(left);
  }
}
