import { median } from './statistics.ts';

/** One line of the result; `ratio` is ours / peer, null where there is no peer. */
export interface Measurement {
  readonly measure: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string | null;
  readonly ratio: number | null;
  readonly unit: string;
  readonly rounds: number;
}

/** One number for each round, by whose it is. */
export interface Rounds {
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

/** Medians of the rounds of two. */
export function compared(measure: string, unit: string, peerName: string, { ours, peer }: Rounds): Measurement {
  const [our, their] = [median(ours), median(peer)];
  return { measure, ours: our, peer: their, peerName, ratio: our / their, unit, rounds: ours.length };
}

/** A measure that has nobody to be compared with. */
export function alone(measure: string, unit: string, ours: number, rounds: number): Measurement {
  return { measure, ours, peer: null, peerName: null, ratio: null, unit, rounds };
}

/** Runs `one` for each of two in turn, round by round, the first of a round being last in the next; a first round only warms up. */
export async function interleaved<Name extends string>(
  rounds: number,
  [ours, peer]: readonly [Name, Name],
  one: (name: Name, round: number) => Promise<number>,
): Promise<Rounds> {
  const samples: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round <= rounds; round++) {
    const ourTurn = async () => keep(samples.ours, round, await one(ours, round));
    const theirTurn = async () => keep(samples.peer, round, await one(peer, round));
    for (const turn of round % 2 === 0 ? [ourTurn, theirTurn] : [theirTurn, ourTurn]) await turn();
  }
  return samples;
}

function keep(samples: number[], round: number, value: number): void {
  if (round > 0) samples.push(value);
}
