import { createContext, type ReactNode, useContext } from 'react';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import type { Workspace } from '../../data/workspace.ts';

/** One case with all that belongs to it, live: what every tab of its page reads. */
export interface CaseFile {
  readonly workspace: Workspace;
  readonly inspectionCase: InspectionCase;
  /** By item of the checklist. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** In the order in which they were made. */
  readonly findings: readonly Finding[];
  /** The oldest first. */
  readonly activity: readonly Activity[];
  /** yyyy-mm-dd. */
  readonly today: string;
  /** Name of a person by id; empty when this device knows none. */
  readonly nameOf: (personId: string) => string;
}

const Context = createContext<CaseFile | null>(null);

export function CaseFileProvider({ file, children }: { file: CaseFile; children: ReactNode }) {
  return <Context value={file}>{children}</Context>;
}

/** The case whose page this is. */
export function useCaseFile(): CaseFile {
  const file = useContext(Context);
  if (!file) throw new Error('useCaseFile outside CaseFileProvider');
  return file;
}
