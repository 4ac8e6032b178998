const nameForm = /^[\p{L}_][\p{L}\p{N}\p{M}._-]*$/u;

/** Whether expressions can call a line by a name: it is one of XML's, without a prefix. */
export function isLineName(name: string): boolean {
  return nameForm.test(name);
}
