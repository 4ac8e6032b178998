/** Fewest digits of a PIN, most digits of one, and fewest characters of a longer secret that is not all digits. */
export const pinDigits = { fewest: 6, most: 12 } as const;
export const passphraseFewest = 8;

export type PinWeakness = 'tooShort' | 'tooLong' | 'repeated' | 'sequence' | 'common';

const common = new Set([
  '112233',
  '123321',
  '147258',
  '159357',
  '147258369',
  '159753',
  '246810',
  '102030',
  '135790',
  '654123',
  '789456',
  '456789123',
  'matkhau123',
  'minhtra123',
  'password1',
  'password123',
  'qwertyuiop',
  'thanhtra123',
]);

function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length += 1) {
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text) return true;
  }
  return false;
}

/** Each digit follows the one before, upwards or downwards, from 9 to 0 as well. */
function isSequence(digits: string): boolean {
  const steps = new Set<number>();
  for (let at = 1; at < digits.length; at += 1) steps.add((Number(digits[at]) - Number(digits[at - 1]) + 10) % 10);
  return steps.size === 1 && (steps.has(1) || steps.has(9));
}

/**
 * Why a PIN is too easy to guess; null when it may be used. A PIN is 6 to 12 digits, or a text of 8 characters and more
 * that is not digits alone.
 */
export function pinWeakness(pin: string): PinWeakness | null {
  const text = pin.normalize('NFC');
  const isDigits = /^\d+$/.test(text);
  if (isDigits && text.length > pinDigits.most) return 'tooLong';
  if (text.length < (isDigits ? pinDigits.fewest : passphraseFewest)) return 'tooShort';
  if (isRepeated(text.toLowerCase())) return 'repeated';
  if (isDigits && isSequence(text)) return 'sequence';
  return common.has(text.toLowerCase()) ? 'common' : null;
}
