import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import type { Activity } from '../../shared/schema/activity.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Finding } from '../../shared/schema/findings.ts';
import { addWeekdays, momentOf } from './calendar.ts';
import type { Feature } from './featured.ts';
import type { Random } from './random.ts';
import { commentTexts, diaryTexts } from './texts.ts';

/** Diary and comments of a case's team, and the remarks of its reviewer with the team's replies. */
export function caseActivity(
  random: Random,
  inspectionCase: InspectionCase,
  feature: Feature,
  findings: readonly Finding[],
  supervisorId: string,
  nowMs: number,
): Activity[] {
  const { id, startsOn, team, createdBy } = inspectionCase;
  const visited = inspectionCase.moves.some((move) => move.to === 'onSite');
  if (!visited) return [];
  const onCase = { kind: 'case', id, field: '' } as const;
  const entries: Activity[] = [];
  const add = (ms: number, by: string, own: Pick<Activity, 'kind' | 'text'> & Partial<Activity>) => {
    const stamp = nextStamp(null, Math.min(ms, nowMs - 60_000 * (40 - entries.length)), 'demonstration');
    const entry = {
      id: random.id(ms),
      scope: inspectionCase.scope,
      createdAt: stamp,
      createdBy: by,
      updatedAt: stamp,
      updatedBy: by,
      device: 'demonstration',
      clockOffsetMs: 0,
      conflicts: [],
      caseId: id,
      target: onCase,
      replyTo: '',
      mustMend: false,
      resolves: false,
      day: null,
      doneBy: [],
      ...own,
    };
    entries.push(entry);
    return entry;
  };
  diaryTexts.forEach((text, index) => {
    const day = addWeekdays(startsOn, Math.floor(index / 2));
    const by = team[index % team.length]?.id ?? createdBy;
    if (momentOf(day, '16:00') < nowMs)
      add(momentOf(day, index % 2 === 0 ? '11:30' : '16:00'), by, { kind: 'diary', text, day });
  });
  add(momentOf(startsOn, '14:20'), createdBy, { kind: 'comment', text: random.pick(commentTexts) });
  const returnedOn = addWeekdays(startsOn, 10);
  feature.remarks?.forEach((remark, index, { length }) => {
    // A single remark is on the last finding, several are on one each.
    const finding = findings[length === 1 ? findings.length - 1 : index];
    const target = finding ? ({ kind: 'finding', id: finding.id, field: 'fact' } as const) : onCase;
    const { text, mustMend, reply } = remark;
    const ms = momentOf(returnedOn, '10:40') + index * 120_000;
    const made = add(ms, supervisorId, { kind: 'remark', text, mustMend, target });
    if (reply) {
      const by = team[1]?.id ?? createdBy;
      add(ms + 4 * 3_600_000, by, { kind: 'reply', text: reply, replyTo: made.id, resolves: true, target });
    }
  });
  return entries;
}
