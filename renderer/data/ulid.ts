const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

let lastTime = 0;
let lastRandom: number[] = [];

function randomDigits(): number[] {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte & 31);
}

/** The next larger random part: ids made within one millisecond keep their order. */
function following(digits: readonly number[]): number[] {
  const next = [...digits];
  for (let place = next.length - 1; place >= 0; place--) {
    const digit = next[place] ?? 0;
    next[place] = digit === 31 ? 0 : digit + 1;
    if (digit < 31) break;
  }
  return next;
}

/** A new ULID (https://github.com/ulid/spec): 26 characters that sort in the order in which this device made them. */
export function newId(nowMs: number = Date.now()): string {
  const time = Math.max(nowMs, lastTime);
  lastRandom = time === lastTime ? following(lastRandom) : randomDigits();
  lastTime = time;
  let text = '';
  let rest = time;
  for (let place = 0; place < 10; place++) {
    text = (alphabet[rest % 32] ?? '') + text;
    rest = Math.floor(rest / 32);
  }
  for (const digit of lastRandom) text += alphabet[digit] ?? '';
  return text;
}
