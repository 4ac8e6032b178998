import {
  anyMember,
  type Edge,
  edge,
  leader,
  leaderOrSupervisor,
  type Phase,
  reportIsWhole,
  supervisor,
  type Workflow,
} from './workflow.ts';

/** The articles by which one inspection law differs from another; by phase and by edge. */
interface InspectionLaw extends Pick<Workflow, 'id' | 'law' | 'from' | 'to' | 'confidence'> {
  readonly phaseArticles: Readonly<Record<PhaseId, string | null>>;
  readonly edgeArticles: Readonly<Partial<Record<string, string>>>;
}
type PhaseId = 'prepare' | 'decide' | 'announce' | 'visit' | 'report' | 'review' | 'handle' | 'follow';

/** The steps of an inspection: both laws take the same ones, each by articles of its own. */
function inspection({ phaseArticles, edgeArticles, ...own }: InspectionLaw): Workflow {
  const phases = steps.map((phase): Phase => ({ ...phase, article: phaseArticles[phase.id] }));
  return {
    ...own,
    kind: 'inspection',
    phases,
    edges: moves.map((move) => ({ ...move, article: edgeArticles[move.id] ?? null })),
  };
}

const steps: readonly (Omit<Phase, 'article'> & { readonly id: PhaseId })[] = [
  { id: 'prepare', name: { vi: 'Chuẩn bị', en: 'Preparation' }, states: ['preparing'] },
  { id: 'decide', name: { vi: 'Quyết định', en: 'Decision' }, states: ['decided'] },
  { id: 'announce', name: { vi: 'Công bố', en: 'Announcement' }, states: ['announced'] },
  { id: 'visit', name: { vi: 'Thanh tra trực tiếp', en: 'On-site inspection' }, states: ['onSite'] },
  { id: 'report', name: { vi: 'Báo cáo, dự thảo', en: 'Report and draft' }, states: ['reporting', 'returned'] },
  { id: 'review', name: { vi: 'Thẩm định, kết luận', en: 'Appraisal and conclusion' }, states: ['submitted'] },
  { id: 'handle', name: { vi: 'Công khai, xử lý', en: 'Publication and handling' }, states: ['approved', 'handling'] },
  { id: 'follow', name: { vi: 'Theo dõi', en: 'Follow-up' }, states: ['followUp', 'closed'] },
];

const moves: readonly Edge[] = [
  edge({
    id: 'decide',
    from: 'preparing',
    to: 'decided',
    verb: { vi: 'Ghi nhận quyết định', en: 'Record the decision' },
    movers: leaderOrSupervisor,
    needs: ['legalGroundGiven', 'contentGiven', 'periodGiven', 'teamHasLeader', 'datesInOrder'],
  }),
  edge({
    id: 'announce',
    from: 'decided',
    to: 'announced',
    verb: { vi: 'Công bố quyết định', en: 'Announce the decision' },
    movers: leader,
  }),
  edge({
    id: 'prepareAgain',
    from: 'decided',
    to: 'preparing',
    verb: { vi: 'Sửa lại chuẩn bị', en: 'Back to preparation' },
    movers: leaderOrSupervisor,
    reasonRequired: true,
  }),
  edge({
    id: 'startVisit',
    from: 'announced',
    to: 'onSite',
    verb: { vi: 'Bắt đầu thanh tra trực tiếp', en: 'Start the inspection' },
    movers: anyMember,
  }),
  edge({
    id: 'endVisit',
    from: 'onSite',
    to: 'reporting',
    verb: { vi: 'Kết thúc thanh tra trực tiếp', en: 'End the on-site inspection' },
    movers: leader,
    needs: ['checklistAnswered'],
  }),
  edge({
    id: 'submit',
    from: 'reporting',
    to: 'submitted',
    verb: { vi: 'Trình báo cáo, dự thảo kết luận', en: 'Submit report and draft conclusion' },
    movers: leader,
    needs: reportIsWhole,
  }),
  edge({
    id: 'visitAgain',
    from: 'reporting',
    to: 'onSite',
    verb: { vi: 'Thanh tra thêm tại chỗ', en: 'Back on site' },
    movers: leader,
    reasonRequired: true,
  }),
  edge({
    id: 'approve',
    from: 'submitted',
    to: 'approved',
    verb: { vi: 'Duyệt, ban hành kết luận', en: 'Approve and issue the conclusion' },
    movers: supervisor,
    needs: ['noOpenMustMend', 'noOpenConflicts'],
    confirm: {
      vi: 'Duyệt xong thì bảng kiểm và phát hiện không sửa được nữa.',
      en: 'Once approved, the checklist and the findings can no longer be changed.',
    },
  }),
  edge({
    id: 'return',
    from: 'submitted',
    to: 'returned',
    verb: { vi: 'Gửi lại để bổ sung', en: 'Send back to be completed' },
    movers: supervisor,
    reasonRequired: true,
  }),
  edge({
    id: 'withdraw',
    from: 'submitted',
    to: 'reporting',
    verb: { vi: 'Rút lại', en: 'Withdraw' },
    movers: leader,
    reasonRequired: true,
  }),
  edge({
    id: 'submitAgain',
    from: 'returned',
    to: 'submitted',
    verb: { vi: 'Trình lại', en: 'Submit again' },
    movers: leader,
    needs: [...reportIsWhole, 'noOpenMustMend'],
  }),
  edge({
    id: 'visitAfterReturn',
    from: 'returned',
    to: 'onSite',
    verb: { vi: 'Thanh tra thêm tại chỗ', en: 'Back on site' },
    movers: leader,
    reasonRequired: true,
  }),
  edge({
    id: 'handle',
    from: 'approved',
    to: 'handling',
    verb: { vi: 'Chuyển xử lý vi phạm', en: 'Go on to the violations' },
    movers: leaderOrSupervisor,
    needs: ['hasViolation'],
  }),
  edge({
    id: 'followUp',
    from: 'approved',
    to: 'followUp',
    verb: { vi: 'Công khai, chuyển theo dõi', en: 'Publish and follow up' },
    movers: leaderOrSupervisor,
    needs: ['noViolation'],
  }),
  edge({
    id: 'followUpAfterHandling',
    from: 'handling',
    to: 'followUp',
    verb: { vi: 'Chuyển theo dõi thực hiện', en: 'Go on to follow-up' },
    movers: leaderOrSupervisor,
  }),
  edge({
    id: 'close',
    from: 'followUp',
    to: 'closed',
    verb: { vi: 'Đóng hồ sơ', en: 'Close the case' },
    movers: supervisor,
    confirm: { vi: 'Hồ sơ đã đóng không mở lại được.', en: 'A closed case can not be opened again.' },
  }),
];

/** Inspection by Law 84/2025/QH15 (articles read in its full text). */
export const inspection2025 = inspection({
  id: 'inspection2025',
  law: { vi: 'Luật Thanh tra 84/2025/QH15', en: 'Inspection Law 84/2025/QH15' },
  from: '2025-07-01',
  to: null,
  confidence: 'high',
  phaseArticles: {
    prepare: 'khoản 1 Điều 21',
    decide: 'Điều 26, 27',
    announce: 'khoản 4 Điều 26; điểm a khoản 2 Điều 21',
    visit: 'Điều 20, 28, 29',
    report: 'Điều 33, 34',
    review: 'Điều 35, 36',
    handle: 'Điều 29, 37',
    follow: 'Điều 53, 54, 55',
  },
  edgeArticles: {
    decide: 'khoản 1, 2, 3 Điều 26',
    announce: 'khoản 4 Điều 26',
    startVisit: 'khoản 2 Điều 21',
    endVisit: 'điểm d khoản 2 Điều 21',
    submit: 'Điều 33, 34',
    approve: 'Điều 35, 36',
    return: 'khoản 5 Điều 33',
    handle: 'Điều 29',
    followUp: 'Điều 37, 55',
    followUpAfterHandling: 'Điều 37, 55',
    close: 'Điều 55',
  },
});

/** Inspection by Law 11/2022/QH15: its text was not read, the articles come from pages that quote it. */
export const inspection2022 = inspection({
  id: 'inspection2022',
  law: { vi: 'Luật Thanh tra 11/2022/QH15', en: 'Inspection Law 11/2022/QH15' },
  from: '2023-07-01',
  to: '2025-06-30',
  confidence: 'medium',
  phaseArticles: {
    prepare: 'Điều 50, 58',
    decide: 'Điều 50, 59',
    announce: 'Điều 63, 64',
    visit: 'Điều 50',
    report: 'Điều 73',
    review: 'Điều 75 đến 78',
    handle: 'khoản 1 Điều 79',
    follow: null,
  },
  edgeArticles: {
    decide: 'Điều 50, 59',
    announce: 'Điều 64',
    startVisit: 'Điều 50',
    endVisit: 'Điều 72',
    submit: 'Điều 73',
    approve: 'Điều 77, 78',
    followUp: 'khoản 1 Điều 79',
    followUpAfterHandling: 'khoản 1 Điều 79',
  },
});
