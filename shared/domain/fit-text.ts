/** U+0000 and halves of surrogate pairs: PostgreSQL's jsonb takes neither. */
const unfit = /[\0\p{Cs}]/u;
const everyUnfit = /[\0\p{Cs}]/gu;

/** True when no text in the value, keys included, holds what the central database can't read as JSON. */
export function isFitText(value: unknown): boolean {
  if (typeof value === 'string') return !unfit.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isFitText);
  return Object.entries(value).every(([key, inner]) => !unfit.test(key) && isFitText(inner));
}

/** The value without such characters, which nobody types and a paste may bring; the very same where there are none. */
export function withFitText<Value>(value: Value): Value {
  return isFitText(value) ? value : (cleaned(value) as Value);
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(everyUnfit, '');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(cleaned);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.replace(everyUnfit, ''), cleaned(inner)] as const),
  );
}
