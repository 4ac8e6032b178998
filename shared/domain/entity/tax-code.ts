const shapes: readonly { readonly digits: RegExp; readonly written: string }[] = [
  { digits: /^(\d{10})$/, written: '$1' },
  { digits: /^(\d{10})-?(\d{3})$/, written: '$1-$2' },
  { digits: /^(\d{12})$/, written: '$1' },
];

/**
 * An enterprise or tax code as it is written: 10 digits for an enterprise, 10-3 for its branch or dependent unit, 12 for
 * a household business or an individual, whose tax code is the personal identification number since 01/7/2025 (Circular
 * 86/2024/TT-BTC). Spaces and points between the digits are left out; null when it is none of these.
 */
export function readTaxCode(typed: string): string | null {
  const digits = typed.replace(/[\s.]/g, '');
  const shape = shapes.find((each) => each.digits.test(digits));
  return shape ? digits.replace(shape.digits, shape.written) : null;
}

/** True for what is neither a code nor empty: an entity may have none. */
export function isWrongTaxCode(typed: string): boolean {
  return typed.trim() !== '' && readTaxCode(typed) === null;
}
