/** One measurement: server clock minus device clock, and how long the answer took, in milliseconds. */
export interface ClockSample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** Takes the server's clock to be of the middle of the round trip: wrong by half of it at most. */
export function measureClock(serverMs: number, receivedAtMs: number, roundTripMs: number): ClockSample {
  return { offsetMs: Math.round(serverMs + roundTripMs / 2 - receivedAtMs), roundTripMs };
}

/**
 * Which of two measurements to go by. Where they can both be true, the quicker one; where they can't, a clock was set in
 * between, and the fresh one is right.
 */
export function betterClock(held: ClockSample | null, fresh: ClockSample): ClockSample {
  if (!held) return fresh;
  const apart = Math.abs(held.offsetMs - fresh.offsetMs);
  const bothTrue = apart <= (held.roundTripMs + fresh.roundTripMs) / 2;
  return bothTrue && held.roundTripMs <= fresh.roundTripMs ? held : fresh;
}
