import type { ProblemCode } from '../../../shared/problem/catalogue.ts';

/** Problems of the file itself, which a page of their own answers. */
const ofTheFile: readonly ProblemCode[] = [
  'database.damaged',
  'database.diskFull',
  'database.keyWrong',
  'database.newer',
  'database.readOnly',
  'database.refused',
  'database.timeout',
  'database.unavailable',
];

/** True when the database did not open, and not the PIN or the server is why. */
export function isDatabaseProblem(code: ProblemCode): boolean {
  return ofTheFile.includes(code);
}
