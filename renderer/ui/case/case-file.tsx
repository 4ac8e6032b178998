import { createContext, type ReactNode, useContext } from 'react';
import type { ChecklistSection } from '../../../shared/domain/checklist/checklist.ts';
import type { ChecklistProgress } from '../../../shared/domain/checklist/progress.ts';
import type { Offender } from '../../../shared/domain/penalty/provision.ts';
import type { Remark } from '../../../shared/domain/review/remarks.ts';
import type { CaseFacts } from '../../../shared/domain/workflow/conditions.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import type { Finding } from '../../../shared/schema/findings.ts';
import type { Workspace } from '../../data/workspace.ts';
import type { CaseForms } from '../template/case-forms.ts';

/** One case with all that belongs to it, live: what every tab of its page reads. */
export interface CaseFile {
  readonly workspace: Workspace;
  readonly inspectionCase: InspectionCase;
  /** Null while this device does not hold it. */
  readonly entity: ManagedEntity | null;
  /** Whom the findings are about: decides the range of a fine. */
  readonly offender: Offender;
  readonly checklist: readonly ChecklistSection[];
  /** The unit's own templates of the case while they are filled. */
  readonly forms: CaseForms;
  readonly progress: ChecklistProgress;
  /** By item of the checklist. */
  readonly answers: ReadonlyMap<string, Answer>;
  /** In the order in which they were made. */
  readonly findings: readonly Finding[];
  /** The oldest first; also what was withdrawn. */
  readonly evidence: readonly Evidence[];
  /** The oldest first; also what was cancelled. */
  readonly documents: readonly OfficialDocument[];
  /** The oldest first. */
  readonly activity: readonly Activity[];
  readonly remarks: readonly Remark[];
  /** What the conditions of a move look at. */
  readonly facts: CaseFacts;
  /** Checklist and findings may be worked on, in this state and by this person. */
  readonly mayEdit: boolean;
  /** The case's own facts may be changed by this person. */
  readonly mayEditFacts: boolean;
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
