/** What bytes say in JSON; null where they are none: whoever reads them checks the shape. */
export function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
