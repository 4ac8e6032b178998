import type { TemplateContent } from '../../shared/schema/template-content.ts';
import { type Fault, FormFault } from '../form-fault.ts';
import { type Counts, countsOf } from './counts.ts';
import { Findings } from './findings.ts';

export interface ImportedForm {
  /** Null where the form is refused: nothing of it is taken then. */
  readonly content: TemplateContent | null;
  readonly counts: Counts;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** Files that belong to a form, by their names: lists of choices. */
export type Attachments = ReadonlyMap<string, Uint8Array>;

/** What `read` makes of a form, taken whole or not at all. What is wrong with it is told; nothing is thrown. */
export async function imported(
  read: (findings: Findings) => TemplateContent | Promise<TemplateContent>,
): Promise<ImportedForm> {
  const findings = new Findings();
  try {
    const content = await read(findings);
    return { content: findings.errors.length > 0 ? null : content, counts: countsOf(content), ...findings };
  } catch (thrown) {
    const { fault } = refusalOf(thrown);
    return { content: null, counts: countsOf(null), ...findings, errors: [...findings.errors, fault] };
  }
}

function refusalOf(thrown: unknown): FormFault {
  if (thrown instanceof FormFault) return thrown;
  // The stack is at its end: no form that people make nests as deep.
  if (thrown instanceof RangeError) return new FormFault('file.tooDeep');
  throw thrown;
}
