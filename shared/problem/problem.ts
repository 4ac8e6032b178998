import { isProblemCode, type ProblemCode } from './catalogue.ts';

/** Values that fill a problem's text: never a document, a name or a note. */
export type ProblemDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A problem as data: what crosses the wire, the bridge and the database port. */
export interface Problem {
  readonly code: ProblemCode;
  readonly details?: ProblemDetails;
}

/** A problem as an exception. Its message is the code alone, so that no log can leak a document. */
export class ProblemError extends Error implements Problem {
  readonly code: ProblemCode;
  readonly details?: ProblemDetails;

  constructor(code: ProblemCode, details?: ProblemDetails, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'ProblemError';
    this.code = code;
    if (details) this.details = details;
  }
}

/** The problem of a code that another program names; null where it is none of ours. */
export function problemNamed(code: string): Problem | null {
  return isProblemCode(code) ? { code } : null;
}

/** The problem inside anything that was thrown; what is not a problem becomes `fallback`. */
export function problemOf(thrown: unknown, fallback: ProblemCode = 'internal'): Problem {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && isProblemCode(thrown.code)) {
    const details = 'details' in thrown ? (thrown.details as ProblemDetails | undefined) : undefined;
    return details ? { code: thrown.code, details } : { code: thrown.code };
  }
  return { code: fallback };
}
