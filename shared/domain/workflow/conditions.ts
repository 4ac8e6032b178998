import type { Activity } from '../../schema/activity.ts';
import type { InspectionCase } from '../../schema/cases.ts';
import type { Finding } from '../../schema/findings.ts';
import type { Words } from './words.ts';

/** What the conditions look at. `case-facts.ts` gathers it. */
export interface CaseFacts {
  readonly inspectionCase: InspectionCase;
  /** Items that must be answered and are not, in the checklist's order. */
  readonly requiredUnanswered: readonly { readonly itemId: string; readonly sectionIndex: number }[];
  readonly findings: readonly Finding[];
  /** Violations whose provision does not apply on the day of the act, or of finding it. */
  readonly outOfForce: readonly Finding[];
  /** Violations at an item that is said to be complied with, or not to apply. */
  readonly contradicted: readonly Finding[];
  /** Items that are not complied with and lead to no finding, in the checklist's order. */
  readonly withoutFinding: readonly { readonly itemId: string; readonly sectionIndex: number }[];
  /** Remarks that must be mended and are not. */
  readonly openRemarks: readonly Activity[];
  readonly openConflicts: readonly PlacedConflict[];
}

/** An open conflict and where it is. */
export interface PlacedConflict {
  readonly collection: 'cases' | 'answers' | 'findings';
  readonly documentId: string;
  /** The checklist item of an answer; null elsewhere. */
  readonly itemId: string | null;
  readonly conflictId: string;
  readonly path: string;
}

/** Where in a case's page something is to be mended. */
export type Target =
  | { readonly tab: 'overview'; readonly field: string }
  | { readonly tab: 'checklist'; readonly sectionIndex: number; readonly itemId: string }
  | { readonly tab: 'findings'; readonly findingId: string; readonly field: string }
  | { readonly tab: 'review'; readonly remarkId: string }
  | { readonly tab: 'conflict'; readonly conflict: PlacedConflict };

/** A condition that is not met: how many things are missing, in words, and where each is; the first is where to go. */
export interface Missing {
  readonly condition: ConditionId;
  readonly count: number;
  readonly words: Words;
  readonly targets: readonly Target[];
}

interface Condition {
  /** Where what is missing stands; nothing when the condition is met. */
  readonly find: (facts: CaseFacts) => readonly Target[];
  readonly words: (count: number) => Words;
  /** True when the case's own document shows it, so that the server can check it too. */
  readonly inCase: boolean;
}

const overview = (field: string): Target => ({ tab: 'overview', field });
const isBlank = (text: string): boolean => text.trim() === '';
const isDisordered = (from: string | null, to: string | null): boolean => from !== null && to !== null && from > to;
const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);
const isViolation = (finding: Finding): boolean => finding.kind === 'violation';
const atFinding =
  (field: string) =>
  ({ id }: Finding): Target => ({ tab: 'findings', findingId: id, field });

const byId = {
  legalGroundGiven: {
    inCase: true,
    find: ({ inspectionCase: { legalGround } }) => [
      ...(isBlank(legalGround.number) ? [overview('legalGround.number')] : []),
      ...(legalGround.issuedOn === null ? [overview('legalGround.issuedOn')] : []),
      ...(isBlank(legalGround.issuedBy) ? [overview('legalGround.issuedBy')] : []),
    ],
    words: () => ({
      vi: 'Chưa ghi đủ số, ngày và người ký quyết định',
      en: "The decision's number, date or signatory is missing",
    }),
  },
  contentGiven: {
    inCase: true,
    find: ({ inspectionCase }) => (isBlank(inspectionCase.content) ? [overview('content')] : []),
    words: () => ({ vi: 'Chưa ghi phạm vi, nội dung', en: 'The scope and content are missing' }),
  },
  periodGiven: {
    inCase: true,
    find: ({ inspectionCase: { periodFrom, periodTo } }) => [
      ...(periodFrom === null ? [overview('periodFrom')] : []),
      ...(periodTo === null ? [overview('periodTo')] : []),
    ],
    words: () => ({ vi: 'Chưa ghi thời kỳ thanh tra', en: 'The inspected period is missing' }),
  },
  teamHasLeader: {
    inCase: true,
    find: ({ inspectionCase: { team } }) =>
      team.filter((member) => member.role === 'leader').length === 1 ? [] : [overview('team')],
    words: () => ({ vi: 'Đoàn phải có một trưởng đoàn', en: 'The team must have one leader' }),
  },
  datesInOrder: {
    inCase: true,
    find: ({ inspectionCase: { startsOn, endsOn, periodFrom, periodTo, legalGround } }) => [
      // Either of two may be the wrong one: both are named.
      ...(isDisordered(legalGround.issuedOn, startsOn) ? [overview('legalGround.issuedOn'), overview('startsOn')] : []),
      ...(isDisordered(startsOn, endsOn) ? [overview('endsOn'), overview('startsOn')] : []),
      ...(isDisordered(periodFrom, periodTo) ? [overview('periodTo'), overview('periodFrom')] : []),
    ],
    words: () => ({ vi: 'Các mốc ngày chưa theo thứ tự', en: 'Dates are out of order' }),
  },
  checklistAnswered: {
    inCase: false,
    find: ({ requiredUnanswered }) => requiredUnanswered.map((item): Target => ({ tab: 'checklist', ...item })),
    words: (count) => ({
      vi: `${count} mục bắt buộc của bảng kiểm chưa trả lời`,
      en: plural(count, '1 required item is not answered', `${count} required items are not answered`),
    }),
  },
  findingsHaveFact: {
    inCase: false,
    find: ({ findings }) => findings.filter(({ fact }) => isBlank(fact)).map(atFinding('fact')),
    words: (count) => ({
      vi: `${count} phát hiện chưa mô tả sự việc`,
      en: plural(count, '1 finding does not say what was found', `${count} findings do not say what was found`),
    }),
  },
  findingsHaveProvision: {
    inCase: false,
    find: ({ findings }) =>
      findings.filter((finding) => isViolation(finding) && finding.provision === null).map(atFinding('provision')),
    words: (count) => ({
      vi: `${count} vi phạm chưa nêu điều khoản`,
      en: plural(count, '1 violation names no provision', `${count} violations name no provision`),
    }),
  },
  provisionsInForce: {
    inCase: false,
    find: ({ outOfForce }) => outOfForce.map(atFinding('provision')),
    words: (count) => ({
      vi: `${count} vi phạm nêu điều khoản không có hiệu lực vào ngày đó`,
      en: plural(
        count,
        '1 violation names a provision that was not in force',
        `${count} violations name a provision that was not in force`,
      ),
    }),
  },
  findingsHaveMeasure: {
    inCase: false,
    find: ({ findings }) =>
      findings.filter((finding) => isViolation(finding) && finding.measure === 'none').map(atFinding('measure')),
    words: (count) => ({
      vi: `${count} vi phạm chưa đề xuất xử lý`,
      en: plural(count, '1 violation has no proposed measure', `${count} violations have no proposed measure`),
    }),
  },
  findingsAgree: {
    inCase: false,
    find: ({ contradicted }) => contradicted.map(atFinding('')),
    words: (count) => ({
      vi: `${count} vi phạm gắn với mục không trả lời “Không tuân thủ”`,
      en: plural(
        count,
        '1 violation stands at an item not answered “Not compliant”',
        `${count} violations stand at items not answered “Not compliant”`,
      ),
    }),
  },
  answersHaveFinding: {
    inCase: false,
    find: ({ withoutFinding }) => withoutFinding.map((item): Target => ({ tab: 'checklist', ...item })),
    words: (count) => ({
      vi: `${count} mục “Không tuân thủ” chưa có phát hiện`,
      en: plural(
        count,
        '1 item that is not complied with has no finding',
        `${count} items that are not complied with have no finding`,
      ),
    }),
  },
  noOpenConflicts: {
    inCase: false,
    find: ({ openConflicts }) => openConflicts.map((conflict): Target => ({ tab: 'conflict', conflict })),
    words: (count) => ({
      vi: `${count} chỗ hai người ghi khác nhau chưa chọn`,
      en: plural(count, '1 place holds different values', `${count} places hold different values`),
    }),
  },
  noOpenMustMend: {
    inCase: false,
    find: ({ openRemarks }) => openRemarks.map(({ id }): Target => ({ tab: 'review', remarkId: id })),
    words: (count) => ({
      vi: `${count} nhận xét phải sửa chưa được đánh dấu đã sửa`,
      en: plural(count, '1 remark still has to be mended', `${count} remarks still have to be mended`),
    }),
  },
  hasViolation: {
    inCase: false,
    find: ({ findings }) => (findings.some(isViolation) ? [] : [{ tab: 'findings', findingId: '', field: '' }]),
    words: () => ({ vi: 'Vụ việc không có vi phạm để xử lý', en: 'The case has no violation to handle' }),
  },
  noViolation: {
    inCase: false,
    find: ({ findings }) => findings.filter(isViolation).map(atFinding('')),
    words: (count) => ({
      vi: `${count} vi phạm phải chuyển xử lý trước`,
      en: plural(count, '1 violation has to be handled first', `${count} violations have to be handled first`),
    }),
  },
  noFindings: {
    inCase: false,
    find: ({ findings }) => findings.map(atFinding('')),
    words: (count) => ({
      vi: `${count} phát hiện còn phải xử lý hoặc theo dõi`,
      en: plural(
        count,
        '1 finding has to be handled or followed up',
        `${count} findings have to be handled or followed up`,
      ),
    }),
  },
} as const satisfies Record<string, Condition>;

export type ConditionId = keyof typeof byId;

/** What is missing for a condition, or null when it is met. */
export function missingOf(condition: ConditionId, facts: CaseFacts): Missing | null {
  const { find, words }: Condition = byId[condition];
  const targets = find(facts);
  return targets.length === 0 ? null : { condition, count: targets.length, words: words(targets.length), targets };
}

/** True when the case's own document shows whether the condition is met. */
export function isSeenInCase(condition: ConditionId): boolean {
  return byId[condition].inCase;
}
