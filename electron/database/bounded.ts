import { createContext, Script } from 'node:vm';
import { ProblemError } from '../../shared/problem/problem.ts';
import { sqliteCodeOf } from './sqlite-problem.ts';

const box: { work: () => unknown } = { work: () => undefined };
const context = createContext(box);
const script = new Script('work()');

/**
 * Runs work that may never end, as an expression does that looks back again and again, for so long at most. It must be pure
 * and touch no statement: it is cut off wherever it stands. @throws ProblemError database.timeout
 */
export function bounded<Result>(ms: number, work: () => Result): Result {
  box.work = work;
  try {
    return script.runInContext(context, { timeout: ms }) as Result;
  } catch (thrown) {
    throw sqliteCodeOf(thrown) === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new ProblemError('database.timeout') : thrown;
  }
}
