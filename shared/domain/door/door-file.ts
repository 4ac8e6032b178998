import type { Activity } from '../../schema/activity.ts';
import type { Answer } from '../../schema/answers.ts';
import type { InspectionCase } from '../../schema/cases.ts';
import type { OfficialDocument } from '../../schema/documents.ts';
import type { Evidence } from '../../schema/evidence.ts';
import type { Finding } from '../../schema/findings.ts';
import type { DeadlineData } from '../../schema/reference-data.ts';
import type { ChecklistSection } from '../checklist/checklist.ts';
import type { ChecklistProgress } from '../checklist/progress.ts';
import type { WorkCalendar } from '../deadline/calendar.ts';
import type { Dated } from '../reference.ts';
import type { Words } from '../workflow/words.ts';
import type { DoorRuleId } from './rules.ts';

/** What the list before leaving is made of: a case's file, and what stands around it on that day. */
export interface DoorFile {
  readonly inspectionCase: InspectionCase;
  readonly checklist: readonly ChecklistSection[];
  readonly progress: ChecklistProgress;
  readonly answers: ReadonlyMap<string, Answer>;
  readonly findings: readonly Finding[];
  readonly evidence: readonly Evidence[];
  readonly documents: readonly OfficialDocument[];
  readonly activity: readonly Activity[];
  /** yyyy-mm-dd in Viet Nam. */
  readonly today: string;
  readonly deadlineRules: readonly Dated<DeadlineData>[];
  readonly calendar: WorkCalendar;
  /** Symbol of a form by its id, `BB-VPHC`; empty where this device does not know it. */
  readonly symbolOf: (formId: string) => string;
  /** True for a form that says of how many sheets its document is. */
  readonly hasSheets: (formId: string) => boolean;
  /** Originals of this case that the server has not confirmed. */
  readonly unsentOriginals: number;
}

/** Where something is done, one click away. */
export type DoorPlace =
  | { readonly tab: 'checklist'; readonly itemId: string }
  | { readonly tab: 'findings'; readonly findingId: string; readonly field: 'provision' | 'evidence' }
  | { readonly tab: 'evidence'; readonly evidenceIds: readonly string[] }
  | { readonly tab: 'documents'; readonly documentId: string; readonly part: string; readonly field: string }
  | { readonly tab: 'diary'; readonly day: string }
  | { readonly tab: 'outbox' }
  | { readonly tab: 'overview' };

/** One thing that is not done. */
export interface DoorLine {
  /** The same for as long as the thing is open: rule and place. */
  readonly id: string;
  readonly rule: DoorRuleId;
  readonly words: Words;
  /** Beside the rule's own why: where it stands, whose it is; null where there is nothing to add. */
  readonly detail: Words | null;
  readonly place: DoorPlace;
}

/** What a rule came to: how many things it looked at, and those that are open. */
export interface DoorResult {
  readonly looked: number;
  readonly lines: readonly DoorLine[];
}

/** Words that are the same in both languages: what people typed. */
export function typed(text: string): Words {
  return { vi: text, en: text };
}
