import type { CaseKind } from '../../schema/cases.ts';
import type { DurationData, ProcedureData } from '../../schema/reference-data.ts';
import { addDays, daysBetween } from '../deadline/day.ts';
import { type Dated, isInForce } from '../reference.ts';
import type { Words } from '../workflow/words.ts';

/** The procedure that a case follows, or why there is none on that day and which one is nearest. */
export type ProcedureChoice =
  | { readonly procedure: Dated<ProcedureData> }
  | { readonly procedure: null; readonly why: Words; readonly nearest: Dated<ProcedureData> | null };

interface Gap {
  readonly kind: CaseKind;
  readonly from: string;
  readonly to: string;
  readonly why: Words;
}

/** Days on which a kind of case had no procedure of its own, told plainly instead of guessed over. */
const gaps: readonly Gap[] = [
  {
    kind: 'specialisedCheck',
    from: '2025-07-01',
    to: '2025-08-04',
    why: {
      vi: 'Từ 01/7/2025 đến 04/8/2025 chưa có Nghị định 217/2025/NĐ-CP: cuộc kiểm tra theo khoản 1 Điều 61 Luật Thanh tra 84/2025/QH15; cuộc đã có quyết định trước ngày 05/8/2025 thì tiếp tục theo quy định khi đó (Điều 19 Nghị định 217/2025).',
      en: 'From 2025-07-01 to 2025-08-04 Decree 217/2025/NĐ-CP was not yet in force: a check rested on art. 61(1) of Inspection Law 84/2025/QH15, and one decided before 2025-08-05 goes on by the rules of that time (Decree 217/2025, art. 19).',
    },
  },
];

const unknown: Words = {
  vi: 'Chưa có dữ liệu về trình tự áp dụng cho ngày này.',
  en: 'No procedure is known for this day.',
};

/** The procedure in force for a kind of case on the day of its decision (yyyy-mm-dd). */
export function procedureFor(
  kind: CaseKind,
  day: string,
  procedures: readonly Dated<ProcedureData>[],
): ProcedureChoice {
  const ofKind = procedures.filter((each) => each.data.kind === kind);
  const procedure = ofKind.find((each) => isInForce(each, day));
  if (procedure) return { procedure };
  const gap = gaps.find((each) => each.kind === kind && each.from <= day && day <= each.to);
  return { procedure: null, why: gap?.why ?? unknown, nearest: nearestTo(day, ofKind) };
}

/** How long a visit may take, for a unit of this scope; null where the procedure says nothing. */
export function durationFor(procedure: Dated<ProcedureData>, scope: string): DurationData | null {
  const level = scope === 'ministry' ? 'ministry' : 'province';
  return procedure.data.durations?.find((duration) => duration.level === level) ?? null;
}

export interface DurationCheck {
  /** Last day without and with every extension. */
  readonly lastOn: string;
  readonly lastExtendedOn: string;
  /** Days from the day after the start to the planned end. */
  readonly days: number;
  readonly verdict: 'within' | 'needsExtension' | 'tooLong';
}

/** Last day of a visit that takes as long as it may without an extension. */
export function lastDay(startsOn: string, { max }: Pick<DurationData, 'max'>): string {
  return addDays(startsOn, max);
}

/**
 * Whether a visit keeps to its longest duration. It counts from the announcement (Decree 217/2025 art. 13(2)(d)), that
 * is from the day after (Civil Code 2015, art. 147(2)); its end is not moved over days off, which is the stricter reading.
 */
export function checkDuration(startsOn: string, endsOn: string, { max, extend }: DurationData): DurationCheck {
  const lastOn = lastDay(startsOn, { max });
  const lastExtendedOn = extend.reduce(addDays, lastOn);
  const verdict = endsOn <= lastOn ? 'within' : endsOn <= lastExtendedOn ? 'needsExtension' : 'tooLong';
  return { lastOn, lastExtendedOn, days: daysBetween(startsOn, endsOn), verdict };
}

function nearestTo(day: string, procedures: readonly Dated<ProcedureData>[]): Dated<ProcedureData> | null {
  const starts = (each: Dated<ProcedureData>) => each.effectiveFrom ?? '';
  const later = procedures.filter((each) => starts(each) > day).sort((a, b) => (starts(a) < starts(b) ? -1 : 1));
  const earlier = procedures.filter((each) => starts(each) <= day).sort((a, b) => (starts(a) < starts(b) ? 1 : -1));
  return later[0] ?? earlier[0] ?? null;
}
