/** A slow 2G uplink, in bytes a millisecond. */
const slowestUplink = 1;
/** A half-open connection says of no body that nobody takes it: what is not through by then is sent again in smaller parts. */
export const longestSendingMs = 5 * 60_000;

/** How long a body of so many bytes may be on its way, before the wait for its answer begins, in milliseconds. */
export function sendingMs(bytes: number): number {
  return Math.min(bytes / slowestUplink, longestSendingMs);
}
