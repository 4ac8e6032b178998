import type { CaseKind } from '../../schema/cases.ts';
import type { Words } from '../workflow/words.ts';

/** What is looked at before the team leaves a visit. */
export type DoorRuleId =
  | 'requiredItem'
  | 'findingEvidence'
  | 'findingProvision'
  | 'minutes'
  | 'signature'
  | 'voidSignature'
  | 'sheets'
  | 'pages'
  | 'copies'
  | 'statement'
  | 'exhibit'
  | 'diary'
  | 'number'
  | 'looseEvidence'
  | 'skippedItem'
  | 'deadline'
  | 'unsentOriginal';

export interface DoorRule {
  readonly id: DoorRuleId;
  /** True for what can be done at the place alone: without it the visit does not end. */
  readonly isMandatory: boolean;
  /** Why it is asked. */
  readonly why: Words;
  /** The article that it rests on, by the kind of the case; null where the law names none. */
  readonly article: Readonly<Record<CaseKind, string | null>>;
}

const noArticle = { inspection: null, specialisedCheck: null };
const both = (article: string) => ({ inspection: article, specialisedCheck: article });

/** Every rule, in the order in which a list shows them: first what others have to wait for. */
export const doorRules: readonly DoorRule[] = [
  {
    id: 'minutes',
    isMandatory: true,
    why: { vi: 'mỗi buổi làm việc tại chỗ có biên bản', en: 'every visit has its minutes' },
    article: { inspection: 'Điều 28 Luật 84/2025/QH15', specialisedCheck: 'điểm a khoản 3 Điều 15 NĐ 217/2025/NĐ-CP' },
  },
  {
    id: 'voidSignature',
    isMandatory: true,
    why: { vi: 'văn bản đã sửa sau khi ký, phải ký lại', en: 'the text was changed after it was signed' },
    article: noArticle,
  },
  {
    id: 'signature',
    isMandatory: true,
    why: {
      vi: 'nếu từ chối ký, ghi lý do và mời người chứng kiến',
      en: 'if they refuse to sign, note the reason and call a witness',
    },
    article: both('khoản 5 Điều 12 NĐ 118/2021/NĐ-CP'),
  },
  {
    id: 'statement',
    isMandatory: true,
    why: { vi: 'ý kiến của đơn vị phải được trả lời', en: 'what the entity stated has to be answered' },
    article: noArticle,
  },
  {
    id: 'exhibit',
    isMandatory: true,
    why: { vi: 'tang vật cần số niêm phong và ảnh chụp', en: 'an exhibit needs its seal number and a photograph' },
    article: noArticle,
  },
  {
    id: 'sheets',
    isMandatory: true,
    why: { vi: 'biên bản ghi rõ gồm bao nhiêu tờ', en: 'signed minutes say of how many sheets they are' },
    article: noArticle,
  },
  {
    id: 'pages',
    isMandatory: true,
    why: {
      vi: 'đã nhận lại bản ký thì phải đủ trang, đúng nội dung hiện tại',
      en: 'signed paper that came back has to be whole, and of the text as it is',
    },
    article: noArticle,
  },
  {
    id: 'copies',
    isMandatory: true,
    why: {
      vi: 'mỗi bên nhận bản của mình trước khi đoàn rời đi',
      en: 'each side gets its copy before the team leaves',
    },
    article: noArticle,
  },
  {
    id: 'requiredItem',
    isMandatory: true,
    why: { vi: 'mục bắt buộc, chưa trả lời', en: 'required, not answered' },
    article: noArticle,
  },
  {
    id: 'findingEvidence',
    isMandatory: true,
    why: { vi: 'chứng cứ chỉ thu được tại đây', en: 'it can be gathered here alone' },
    article: noArticle,
  },
  {
    id: 'findingProvision',
    isMandatory: true,
    why: { vi: 'vi phạm phải nêu điều khoản', en: 'a violation names its provision' },
    article: noArticle,
  },
  {
    id: 'diary',
    isMandatory: true,
    why: { vi: 'nhật ký đoàn ghi từng ngày', en: 'the team keeps its diary day by day' },
    article: noArticle,
  },
  {
    id: 'number',
    isMandatory: false,
    why: { vi: 'cấp số trước khi ký', en: 'give it before anybody signs' },
    article: noArticle,
  },
  {
    id: 'looseEvidence',
    isMandatory: false,
    why: { vi: 'gắn ngay khi còn nhớ', en: 'tie it while you remember' },
    article: noArticle,
  },
  {
    id: 'skippedItem',
    isMandatory: false,
    why: { vi: 'không bắt buộc, có thể trả lời tại cơ quan', en: 'not required, can be answered at the office' },
    article: noArticle,
  },
  {
    id: 'deadline',
    isMandatory: false,
    why: { vi: 'thời hạn bắt đầu từ hôm nay', en: 'a limit that starts today' },
    article: noArticle,
  },
  {
    id: 'unsentOriginal',
    isMandatory: false,
    why: { vi: 'đã lưu trên máy này, sẽ tự gửi khi có mạng', en: 'saved on this laptop, sent when there is a network' },
    article: noArticle,
  },
];
