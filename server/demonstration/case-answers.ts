import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { type Answer, answerId } from '../../shared/schema/answers.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Sector } from '../../shared/schema/common.ts';
import type { TemplateItem } from '../../shared/schema/reference-data.ts';
import { addWeekdays, momentOf } from './calendar.ts';
import type { Feature } from './featured.ts';
import type { Random } from './random.ts';
import { findingTexts } from './texts.ts';

const notes = ['Đã đối chiếu bản gốc.', 'Đơn vị giải trình bằng lời, sẽ gửi văn bản.', 'Xem ảnh chụp kèm theo.', ''];

/** Answers of a case's team to as many items as its feature says, in the order of the checklist. */
export function caseAnswers(
  random: Random,
  inspectionCase: InspectionCase,
  feature: Feature,
  items: readonly TemplateItem[],
  nowMs: number,
): Answer[] {
  const answered = items.slice(0, feature.answered ?? items.length);
  const compliance = answered.filter((item) => item.answerKind === 'complies').map((item) => item.id);
  const faults = new Set(faultsAmong(compliance, feature.notCompliant ?? 0, inspectionCase.sector));
  const members = inspectionCase.team.map((member) => member.id);
  return answered.map((item, index) => {
    const day = addWeekdays(inspectionCase.startsOn, Math.floor(index / 12));
    const ms = Math.min(
      momentOf(day, '09:00') + (index % 12) * 21 * 60_000,
      nowMs - (answered.length - index) * 90_000,
    );
    const stamp = nextStamp(null, ms, 'demonstration');
    const by = members[index % members.length] ?? inspectionCase.createdBy;
    return {
      id: answerId(inspectionCase.id, item.id),
      scope: inspectionCase.scope,
      createdAt: stamp,
      createdBy: by,
      updatedAt: stamp,
      updatedBy: by,
      device: 'demonstration',
      clockOffsetMs: 0,
      conflicts: [],
      caseId: inspectionCase.id,
      itemId: item.id,
      note: faults.has(item.id) ? 'Đã lập phát hiện, có ảnh.' : random.pick(notes),
      ...answerTo(random, item, faults.has(item.id), inspectionCase.startsOn),
    };
  });
}

function answerTo(
  random: Random,
  item: TemplateItem,
  isFault: boolean,
  day: string,
): Pick<Answer, 'value' | 'response'> {
  switch (item.answerKind) {
    case 'complies':
      if (isFault) return { value: 'notCompliant', response: null };
      return { value: random.next() < 0.08 ? 'notApplicable' : 'compliant', response: null };
    case 'select':
      return { value: 'recorded', response: item.options?.[0] ?? '' };
    case 'number':
      return { value: 'recorded', response: random.between(3, 60) };
    case 'date':
      return { value: 'recorded', response: day };
    case 'table':
      return { value: 'recorded', response: [1, 2].map((line) => tableRow(item.columns ?? [], line, day)) };
    case 'text':
      return { value: 'recorded', response: 'Theo hồ sơ đơn vị cung cấp, có bản sao đóng dấu.' };
    case 'photo':
      return { value: 'recorded', response: null };
  }
}

function tableRow(columns: readonly string[], line: number, day: string): Record<string, string> {
  const cells = columns.map((column, index): [string, string] => [
    column.slice(0, 60),
    index === 0 ? `Mẫu ${line}` : index === 1 ? day.split('-').reverse().join('/') : 'Đủ',
  ]);
  return Object.fromEntries(cells);
}

/** So many items that are not complied with: first those at which the sector's findings show. */
function faultsAmong(items: readonly string[], count: number, sector: Sector): string[] {
  const told = findingTexts[sector].flatMap(({ itemId }) => (itemId && items.includes(itemId) ? [itemId] : []));
  const first = told.slice(0, count);
  const rest = items.filter((id) => !first.includes(id));
  return [...first, ...spread(rest, count - first.length)];
}

/** So many of the items, evenly apart. */
function spread(items: readonly string[], count: number): string[] {
  const step = items.length / Math.max(count, 1);
  return Array.from(
    { length: Math.min(count, items.length) },
    (_, index) => items[Math.floor((index + 0.5) * step)] ?? '',
  );
}
