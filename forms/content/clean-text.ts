/** Marks that turn the direction of what follows, and others that nobody sees: they make one text look like another. */
const unseen = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const loneHalf = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A cell's text without what nobody can see in it; `hidden` says whether there was any. */
export function cleanText(value: string): { readonly text: string; readonly hidden: boolean } {
  const lines = value.replace(/\r\n?/g, '\n');
  const text = lines.replace(unseen, '').replace(control, '').replace(loneHalf, '\ufffd').normalize('NFC');
  return { text, hidden: text !== lines.normalize('NFC') };
}
