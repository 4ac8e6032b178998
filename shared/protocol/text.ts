import { type TString, Type } from 'typebox';

/** A text that is kept or looked up as it is: no control character and no half of a pair, which PostgreSQL does not take. */
export function plainText(lengths: { readonly minLength?: number; readonly maxLength: number }): TString {
  return Type.String({ ...lengths, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f\\ud800-\\udfff]*$' });
}
