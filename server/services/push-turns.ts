import { ProblemError } from '../../shared/problem/problem.ts';

/** Pushes of one person that are stored at once: each holds a connection to the database, which all share. */
const mostAtOnce = 2;
/** A laptop pushes each collection by itself; a second laptop of the same person does as well. */
const mostWaiting = 24;

interface Turns {
  running: number;
  readonly waiting: (() => void)[];
}

/** One person's pushes take turns, so that nobody takes the connections from everybody else. Each instance for itself. */
export class PushTurns {
  readonly #byPerson = new Map<string, Turns>();

  /** Runs `work` when it is its turn. Throws `rate.limited` when too many of the person's wait already. */
  async run<Result>(personId: string, work: () => Promise<Result>): Promise<Result> {
    const turns = this.#byPerson.get(personId) ?? { running: 0, waiting: [] };
    this.#byPerson.set(personId, turns);
    if (turns.running < mostAtOnce) turns.running += 1;
    else await this.#turn(turns);
    try {
      return await work();
    } finally {
      const next = turns.waiting.shift();
      if (next) next();
      else turns.running -= 1;
      if (turns.running === 0) this.#byPerson.delete(personId);
    }
  }

  #turn({ waiting }: Turns): Promise<void> {
    if (waiting.length >= mostWaiting) throw new ProblemError('rate.limited', { retryAfterSeconds: 1 });
    return new Promise((resolve) => waiting.push(resolve));
  }
}
