import type { EventPayload } from '../../../shared/bridge/contract.ts';
import type { Log } from '../log.ts';
import { settledWithin } from '../settled-within.ts';
import type { Opened } from './running-session.ts';

/** How long a lock waits for originals that are being finished, and how long where the laptop falls asleep or is lost. */
const finishLimitMs = 20_000;
const hurriedFinishMs = 2_000;

/** Closes all that belongs to an open vault; what fails is noted, and holds up nothing else. */
export async function closeOpened(closing: Opened, reason: EventPayload<'locked'>['reason'], log: Log): Promise<void> {
  await settledWithin(hurriedFinishMs, closing.numbers.close());
  const isHurried = reason === 'suspend' || reason === 'revoked';
  const waitMs = isHurried ? hurriedFinishMs : finishLimitMs;
  await closing.evidence.close(waitMs).catch((thrown: unknown) => log.failure('evidence not closed', thrown));
  await closing.database.close(!isHurried).catch((thrown: unknown) => log.failure('database not closed', thrown));
  await Promise.all([
    settledWithin(hurriedFinishMs, Promise.all([closing.replica.settled(), closing.card.settled()])),
    closing.session.close(),
  ]);
}
