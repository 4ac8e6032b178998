/**
 * The code of a meeting holds where its leader listens and a secret that is nowhere else: who has read it off the leader's screen needs no
 * address. Nine characters of Crockford's alphabet (45 bits: place, port, secret) and one by which a slip of the finger is known.
 */
export interface MeetingCode {
  /** IPv4, private or link-local. */
  readonly address: string;
  readonly port: number;
  /** 0 to `secrets` - 1. */
  readonly secret: number;
}

/** Ports at which a leader may listen: the first that is free. */
export const meetingPorts: readonly number[] = Array.from({ length: 16 }, (_, nth) => 47_810 + nth);
export const secrets = 2 ** 16;

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groupLength = 5;
const codeLength = 2 * groupLength;
/** Prime, and 32 is no power of it: it tells of one wrong character, and of two that changed places. */
const checkModulus = 29;

/** Networks that are nobody's on the Internet (RFC 1918, RFC 3927), and loopback for tests: the first address and the length of the prefix. */
const ranges = [
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['10.0.0.0', 8],
  ['127.0.0.0', 24],
] as const;

/** Whether an IPv4 address is one that a meeting may be at. */
export function isMeetingAddress(address: string): boolean {
  return placeOf(address) !== null;
}

/** The code in two groups, `7K3QM 92XRF`. Throws for an address or a port at which no meeting may be. */
export function writeMeetingCode({ address, port, secret }: MeetingCode): string {
  const [place, nth] = [placeOf(address), meetingPorts.indexOf(port)];
  if (place === null || nth < 0 || secret < 0 || secret >= secrets) throw new Error('No code for this place');
  const value = (place * meetingPorts.length + nth) * secrets + secret;
  let text = alphabet.charAt(value % checkModulus);
  for (let rest = value; text.length < codeLength; rest = Math.floor(rest / 32))
    text = alphabet.charAt(rest % 32) + text;
  return `${text.slice(0, groupLength)} ${text.slice(groupLength)}`;
}

/** The code that a person has typed, however they wrote it; null for what is none. */
export function readMeetingCode(typed: string): MeetingCode | null {
  const text = typed
    .toUpperCase()
    .replace(/[\s.-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const digits = [...text].map((character) => alphabet.indexOf(character));
  if (digits.length !== codeLength || digits.includes(-1)) return null;
  const value = digits.slice(0, -1).reduce((sum, digit) => sum * 32 + digit, 0);
  if (value % checkModulus !== digits.at(-1)) return null;
  const where = Math.floor(value / secrets);
  const address = addressOf(Math.floor(where / meetingPorts.length));
  const port = meetingPorts[where % meetingPorts.length];
  return address === null || port === undefined ? null : { address, port, secret: value % secrets };
}

/** The number of an address among all at which a meeting may be. */
function placeOf(address: string): number | null {
  const bits = bitsOf(address);
  if (bits === null) return null;
  let before = 0;
  for (const [first, prefix] of ranges) {
    const within = bits - (bitsOf(first) ?? 0);
    const size = 2 ** (32 - prefix);
    if (within >= 0 && within < size) return before + within;
    before += size;
  }
  return null;
}

function addressOf(place: number): string | null {
  let within = place;
  for (const [first, prefix] of ranges) {
    const size = 2 ** (32 - prefix);
    if (within < size) return textOf((bitsOf(first) ?? 0) + within);
    within -= size;
  }
  return null;
}

function bitsOf(address: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.every((part) => part < 256) ? parts.reduce((sum, part) => sum * 256 + part, 0) : null;
}

function textOf(bits: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join('.');
}
