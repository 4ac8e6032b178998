import type { CaseState, InspectionCase } from '../../shared/schema/cases.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import { buildCase } from './build-case.ts';
import { addWeekdays, dayOf } from './calendar.ts';
import type { Random } from './random.ts';
import { firstTeam, type ScopeTeams } from './teams.ts';

/** What a case of the first screens is told of. */
export interface Feature {
  readonly entity: string;
  readonly state: CaseState;
  /** First day on site, in weekdays from today. */
  readonly starts: number;
  /** Weekdays that are left, and the rule of the deadline. */
  readonly due?: readonly [left: number, rule: string];
  readonly templateIds?: readonly string[];
  /** Items of the checklist that are answered; all when absent, none with 0. */
  readonly answered?: number;
  readonly notCompliant?: number;
  readonly findings?: number;
  /** What the supervisor remarked when the case was sent back; one without a reply is still open. */
  readonly remarks?: readonly Remark[];
}

export interface Remark {
  readonly text: string;
  readonly mustMend: boolean;
  readonly reply?: string;
}

const onPostalCase: readonly Remark[] = [
  {
    text: 'Ghi rõ chọn bao nhiêu vận đơn, ở điểm nào, tháng nào.',
    mustMend: true,
    reply: 'Đã bổ sung số lượng, tháng, điểm và Phụ lục 1.',
  },
  {
    text: 'Hợp đồng đại lý hết hiệu lực: nêu ngày hết hạn và số bưu gửi nhận sau ngày đó.',
    mustMend: true,
  },
  { text: 'Thiếu những nhóm hàng nào? Ảnh nào?', mustMend: false, reply: 'Đã ghi ba nhóm hàng và dẫn ảnh 07, 08.' },
];

const onNetworkCase: readonly Remark[] = [
  { text: 'Nêu rõ quy chế nào quy định giữ nhật ký 90 ngày và khoảng thời gian đã kiểm tra.', mustMend: true },
];

/** The dozen cases that the first screens show, all of the first team. */
export const features: readonly Feature[] = [
  {
    entity: 'Công ty CP Bưu chính Sao Mai',
    state: 'onSite',
    starts: -1,
    due: [1, 'minutes.make'],
    answered: 31,
    notCompliant: 3,
    findings: 3,
  },
  {
    entity: 'Công ty TNHH Chuyển phát Cánh Én',
    state: 'handling',
    starts: -17,
    due: [1, 'decision.send@2025-07-01'],
    notCompliant: 2,
    findings: 2,
  },
  {
    entity: 'Công ty TNHH Bưu chính Bồ Câu',
    state: 'returned',
    starts: -11,
    due: [2, 'inspection.conclusion.draft'],
    notCompliant: 3,
    findings: 3,
    remarks: onPostalCase,
  },
  {
    entity: 'Hộ kinh doanh Nguyễn Văn A (điểm cung cấp SIM)',
    state: 'handling',
    starts: -20,
    due: [-1, 'decision.plain'],
    notCompliant: 2,
    findings: 2,
    templateIds: ['telecom-sim-point'],
  },
  {
    entity: 'Công ty TNHH Internet Mây Trắng',
    state: 'returned',
    starts: -12,
    due: [3, 'inspection.conclusion.draft'],
    notCompliant: 3,
    findings: 3,
    remarks: onNetworkCase,
    templateIds: ['information-security'],
  },
  {
    entity: 'Điểm dịch vụ viễn thông Ánh Dương 3',
    state: 'reporting',
    starts: -8,
    due: [4, 'inspection.conclusion.draft'],
    answered: 24,
    notCompliant: 3,
    findings: 1,
    templateIds: ['telecom-sim-point'],
  },
  {
    entity: 'Công ty CP Hạ tầng Số Lá Phong',
    state: 'decided',
    starts: 1,
    due: [5, ''],
    answered: 0,
    templateIds: ['information-security'],
  },
  {
    entity: 'Công ty CP Viễn thông Hoa Sữa',
    state: 'followUp',
    starts: -30,
    due: [6, 'decision.execute'],
    notCompliant: 1,
    findings: 1,
    templateIds: ['telecom-enterprise'],
  },
  {
    entity: 'Chi nhánh Công ty CP Dịch vụ Số Hải Âu tại tỉnh Sông Mai',
    state: 'preparing',
    starts: 7,
    due: [3, ''],
    answered: 0,
    templateIds: ['information-security'],
  },
  {
    entity: 'Công ty CP Giao nhận Sông Mai Express',
    state: 'submitted',
    starts: -10,
    due: [6, 'inspection.conclusion.sign@2025-07-01'],
    notCompliant: 1,
    findings: 1,
  },
  {
    entity: 'Đài truyền thanh không dây xã Thạch Lĩnh',
    state: 'submitted',
    starts: -13,
    due: [7, 'inspection.conclusion.sign@2025-07-01'],
    notCompliant: 2,
    findings: 2,
  },
  {
    entity: 'Công ty TNHH Chuyển phát Gió Lành',
    state: 'reporting',
    starts: -7,
    due: [9, 'inspection.conclusion.draft'],
    answered: 40,
    notCompliant: 2,
    findings: 1,
  },
];

/** A featured case with what is told of it. */
export interface FeaturedCase {
  readonly feature: Feature;
  readonly inspectionCase: InspectionCase;
}

export function featuredCases(
  random: Random,
  nowMs: number,
  teams: ScopeTeams,
  entities: readonly ManagedEntity[],
): FeaturedCase[] {
  const today = dayOf(nowMs);
  return features.map((feature) => {
    const entity = entities.find(({ name }) => name === feature.entity);
    if (!entity) throw new Error(`no entity for the featured case of ${feature.entity}`);
    const [left, rule] = feature.due ?? [];
    const inspectionCase = buildCase(
      { random, scope: teams.scope, issuedBy: teams.issuedBy, people: firstTeam, nowMs },
      {
        entity,
        state: feature.state,
        startsOn: addWeekdays(today, feature.starts),
        ...(left === undefined ? {} : { due: { on: addWeekdays(today, left), rule: rule ?? '' } }),
        ...(feature.templateIds ? { templateIds: feature.templateIds } : {}),
        planned: false,
      },
    );
    return { feature, inspectionCase };
  });
}
