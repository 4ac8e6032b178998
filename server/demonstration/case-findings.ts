import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import type { Answer } from '../../shared/schema/answers.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Finding, Provision } from '../../shared/schema/findings.ts';
import type { ReferenceContent } from '../reference/content.ts';
import { addWeekdays, momentOf } from './calendar.ts';
import type { Random } from './random.ts';
import { type FindingText, findingTexts } from './texts.ts';

/** Findings of a case, each with a provision in force on its day, tied to the items that were not complied with. */
export function caseFindings(
  random: Random,
  inspectionCase: InspectionCase,
  count: number,
  answers: readonly Answer[],
  penalties: readonly ReferenceContent[],
  nowMs: number,
): Finding[] {
  const { scope, startsOn, sector } = inspectionCase;
  const faults = answers.filter((answer) => answer.value === 'notCompliant').map(({ itemId }) => itemId);
  const texts = findingTexts[sector].slice(0, count);
  const places = placesOf(texts, faults);
  return texts.map((text, index): Finding => {
    const ms = Math.min(momentOf(addWeekdays(startsOn, index), '10:15'), nowMs - (count - index) * 25 * 60_000);
    const stamp = nextStamp(null, ms, 'demonstration');
    const by = inspectionCase.team[(index + 1) % inspectionCase.team.length]?.id ?? inspectionCase.createdBy;
    const provision = text.penaltyId ? provisionOn(penalties, text.penaltyId, startsOn) : null;
    return {
      id: random.id(ms),
      scope,
      createdAt: stamp,
      createdBy: by,
      updatedAt: stamp,
      updatedBy: by,
      device: 'demonstration',
      clockOffsetMs: 0,
      conflicts: [],
      caseId: inspectionCase.id,
      itemId: places[index] ?? '',
      title: text.title,
      kind: provision ? 'violation' : 'shortcoming',
      fact: text.fact,
      actOn: startsOn,
      foundOn: startsOn,
      provision,
      measure: provision ? 'minutes' : 'rectify',
      measureNote: provision ? '' : 'Khắc phục trong 10 ngày và báo cáo bằng văn bản.',
    };
  });
}

/** Each finding at its own item where that is not complied with, else at one that no other finding takes. */
function placesOf(texts: readonly FindingText[], faults: readonly string[]): string[] {
  const own = texts.map(({ itemId = '' }) => (faults.includes(itemId) ? itemId : ''));
  const left = faults.filter((id) => !own.includes(id));
  return own.map((id) => id || (left.shift() ?? ''));
}

function provisionOn(penalties: readonly ReferenceContent[], penaltyId: string, day: string): Provision | null {
  const penalty = penalties.find(({ id }) => id === penaltyId);
  if (!penalty || (penalty.effectiveFrom ?? '') > day || (penalty.effectiveTo ?? '9999') < day) return null;
  const { id, data, confidence } = penalty;
  return {
    id,
    decree: String(data.decree),
    article: Number(data.article),
    clause: Number(data.clause),
    point: String(data.point),
    behaviour: String(data.behaviourVi),
    fineMin: Number(data.fineMin),
    fineMax: Number(data.fineMax),
    appliesTo: data.appliesTo === 'individual' ? 'individual' : 'organisation',
    confidence,
  };
}
