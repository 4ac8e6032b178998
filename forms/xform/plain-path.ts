import { isName, localName } from '../expression/tokens.ts';

/** A path of names alone, as binds and controls have it: `/data/desk/staff`, `../staff`. */
export interface PlainPath {
  readonly isAbsolute: boolean;
  /** Names without their prefixes, `.` and `..`. */
  readonly steps: readonly string[];
}

/** Null of what is no such path. */
export function plainPath(text: string): PlainPath | null {
  const trimmed = text.trim();
  const isAbsolute = trimmed.startsWith('/');
  const steps = (isAbsolute ? trimmed.slice(1) : trimmed).split('/').map((step) => step.trim());
  const isPlain = steps.every((step) => step === '.' || step === '..' || isName(step));
  return isPlain ? { isAbsolute, steps: steps.map(localName) } : null;
}

/** Where a path leads from the one of its context, as an absolute path: `/data/desk/staff`. Null above the top. */
export function pathFrom(context: string, { isAbsolute, steps }: PlainPath): string | null {
  const names = isAbsolute ? [] : context.split('/').slice(1);
  for (const step of steps) {
    if (step === '..' && names.pop() === undefined) return null;
    if (step !== '..' && step !== '.') names.push(step);
  }
  return `/${names.join('/')}`;
}
