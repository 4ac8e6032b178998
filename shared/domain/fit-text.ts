/** U+0000 and halves of surrogate pairs: PostgreSQL's jsonb takes neither. */
const unfit = /[\0\p{Cs}]/u;
const everyUnfit = /[\0\p{Cs}]/gu;

/**
 * True when no text in the value, keys included, holds what the central database can't read as JSON, and no key stands for what
 * every object has: code that asks an object for its `valueOf` would meet a text there.
 */
export function isFitText(value: unknown): boolean {
  if (typeof value === 'string') return !unfit.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isFitText);
  return Object.entries(value).every(([key, inner]) => isFitKey(key) && isFitText(inner));
}

function isFitKey(key: string): boolean {
  return !unfit.test(key) && !(key in Object.prototype);
}

/**
 * The value without such characters, which nobody types and a paste may bring, and with such keys, which a table's column may have,
 * called a little otherwise; the very same where there are none.
 */
export function withFitText<Value>(value: Value): Value {
  return isFitText(value) ? value : (cleaned(value) as Value);
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(everyUnfit, '');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanedKey(key), cleaned(inner)] as const));
}

function cleanedKey(key: string): string {
  const clean = key.replace(everyUnfit, '');
  return isFitKey(clean) ? clean : `${clean}_`;
}
