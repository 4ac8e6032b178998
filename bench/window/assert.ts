/** The part of Node's `assert` that RxDB's performance suite uses, for a window. */
function ok(value: unknown, message = 'not ok'): void {
  if (!value) throw new Error(message);
}

export default Object.assign(ok, {
  ok,
  strictEqual(actual: unknown, expected: unknown, message = 'not equal'): void {
    if (!Object.is(actual, expected)) throw new Error(`${message}: ${actual} is not ${expected}`);
  },
});
