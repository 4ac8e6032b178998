/** What a laptop signs to be known in a meeting: which side it is, and the SHA-256 (hexadecimal) of both sides' keys of the moment. */
export function meetingSigningText(side: 'leader' | 'member', exchanged: string): string {
  return `minh-tra meeting 1\n${side}\n${exchanged}`;
}
