import type { ChecklistItem, ChecklistSection } from '../../../shared/domain/checklist/checklist.ts';
import { progressOf } from '../../../shared/domain/checklist/progress.ts';
import { type Remark, remarksOf } from '../../../shared/domain/review/remarks.ts';
import type { Activity } from '../../../shared/schema/activity.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { Finding } from '../../../shared/schema/findings.ts';

export type RemarkTarget = Activity['target'];

/** A remark with the number by which people call it: its place among all remarks of the case. */
export interface NumberedRemark extends Remark {
  readonly number: number;
}

interface LineBase {
  readonly key: string;
  readonly target: RemarkTarget;
  readonly remarks: readonly NumberedRemark[];
  /** Written after the case was last sent back. */
  readonly isChanged: boolean;
}
export interface FindingLine extends LineBase {
  readonly finding: Finding;
}
export interface ItemLine extends LineBase {
  readonly number: string;
  readonly item: ChecklistItem['item'];
  readonly answer: Answer | undefined;
}
export interface SectionLines {
  readonly section: ChecklistSection;
  readonly lines: readonly ItemLine[];
}

export interface ReviewLines {
  readonly general: LineBase;
  readonly findings: readonly FindingLine[];
  readonly sections: readonly SectionLines[];
  /** Every line in the order in which it is read. */
  readonly all: readonly LineBase[];
  readonly remarks: readonly NumberedRemark[];
}

/** Key of the line that a remark is pinned to. */
export function keyOf({ kind, id }: Pick<RemarkTarget, 'kind' | 'id'>): string {
  return kind === 'case' ? 'case' : `${kind}|${id}`;
}

/** The case as its reviewer reads it: findings, then the checklist, each line with the remarks that are pinned to it. */
export function reviewLines(parts: {
  readonly inspectionCase: InspectionCase;
  readonly checklist: readonly ChecklistSection[];
  readonly answers: ReadonlyMap<string, Answer>;
  readonly findings: readonly Finding[];
  readonly activity: readonly Activity[];
}): ReviewLines {
  const { inspectionCase, checklist, answers, findings, activity } = parts;
  const remarks = remarksOf(activity).map((remark, place) => ({ ...remark, number: place + 1 }));
  const since = inspectionCase.moves.findLast((move) => move.to === 'returned')?.at ?? null;
  const isChanged = (document: { updatedAt: string } | undefined) =>
    since !== null && document !== undefined && document.updatedAt > since;
  const pinnedTo = (key: string) => remarks.filter(({ remark }) => keyOf(remark.target) === key);
  const lineAt = (target: RemarkTarget, document: { updatedAt: string } | undefined): LineBase => {
    const key = keyOf(target);
    return { key, target, remarks: pinnedTo(key), isChanged: isChanged(document) };
  };

  const general = lineAt({ kind: 'case', id: '', field: '' }, undefined);
  const findingLines = findings.map((finding) => ({
    ...lineAt({ kind: 'finding', id: finding.id, field: '' }, finding),
    finding,
  }));
  const { asked } = progressOf(checklist, answers.values());
  const sections = checklist.map((section) => ({
    section,
    lines: section.items
      .filter(({ id }) => asked.has(id))
      .map(({ id, number, item }) => ({
        ...lineAt({ kind: 'item', id, field: '' }, answers.get(id)),
        number,
        item,
        answer: answers.get(id),
      })),
  }));
  const all = [general, ...findingLines, ...sections.flatMap(({ lines }) => lines)];
  return { general, findings: findingLines, sections, all, remarks };
}
