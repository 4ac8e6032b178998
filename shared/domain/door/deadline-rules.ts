import { deadlineOf, ruleOn } from '../deadline/deadline.ts';
import { type DoorFile, type DoorLine, type DoorResult, typed } from './door-file.ts';

/** Limits that minutes start, by the symbol of their form (Law 15/2012/QH13 art. 61, 66; Decree 118/2021/NĐ-CP art. 12). */
const startedByMinutes: Readonly<Record<string, readonly string[]>> = {
  'BB-VPHC': ['minutes.forward', 'explanation.oral.request', 'explanation.written', 'decision.plain'],
};
/** A violation that was found starts this one, while it has no minutes. */
const startedByViolation = 'minutes.make';
/** Limits that the end of the visit starts, by the kind of the case. */
const startedByVisitsEnd = { inspection: ['inspection.conclusion.draft'], specialisedCheck: [] } as const;

/** Limits that start today, each with its last day: those of minutes made today, of violations found today, of the visit's end. */
export function deadlinesFromToday(file: DoorFile): DoorResult {
  const { inspectionCase, findings, documents, today, deadlineRules, calendar, symbolOf } = file;
  const madeToday = documents.filter(({ cancelled, startedAt }) => cancelled === null && startedAt.startsWith(today));
  const isFoundToday = findings.some(({ kind, foundOn }) => kind === 'violation' && foundOn === today);
  const hasMinutes = madeToday.some(({ formId }) => symbolOf(formId) in startedByMinutes);
  const ids = new Set([
    ...madeToday.flatMap(({ formId }) => startedByMinutes[symbolOf(formId)] ?? []),
    ...(isFoundToday && !hasMinutes ? [startedByViolation] : []),
    // A visit that is planned for longer goes on tomorrow.
    ...(today >= inspectionCase.endsOn ? startedByVisitsEnd[inspectionCase.kind] : []),
  ]);
  const lines = [...ids].flatMap((id): DoorLine[] => {
    const rule = ruleOn(deadlineRules, id, today);
    const deadline = rule && deadlineOf(rule, today, calendar);
    if (!deadline) return [];
    const [year, month, day] = deadline.dueOn.split('-');
    const date = `${day}/${month}/${year}`;
    const words = { vi: `${deadline.subjectVi}: đến hết ngày ${date}`, en: `${deadline.subjectVi}: until ${date}` };
    const detail = deadline.articleVi ? typed(deadline.articleVi) : null;
    return [{ id: `deadline ${id}`, rule: 'deadline', words, detail, place: { tab: 'overview' } }];
  });
  return { looked: lines.length, lines };
}
