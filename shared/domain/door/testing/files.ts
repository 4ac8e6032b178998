import type { Attendee, OfficialDocument } from '../../../schema/documents.ts';
import type { ChecklistSection } from '../../checklist/checklist.ts';
import { progressOf } from '../../checklist/progress.ts';
import { nextStamp } from '../../clock/stamp.ts';
import { workCalendar } from '../../deadline/calendar.ts';
import { signedTextSha256 } from '../../document/signed-text.ts';
import { inState } from '../../workflow/testing/cases.ts';
import type { DoorFile } from '../door-file.ts';

export const today = '2026-11-18';
export const stamp = nextStamp(null, Date.parse(`${today}T09:00:00+07:00`), 'laptop01');

const item = (id: string, required: boolean) => ({
  id,
  number: id.toUpperCase(),
  sectionIndex: 0,
  item: {
    id,
    questionVi: `Hỏi ${id}`,
    questionEn: `Ask ${id}`,
    hintVi: '',
    answerKind: 'complies' as const,
    required,
    confidence: 'high' as const,
    source: '',
  },
});
const checklist: ChecklistSection[] = [
  {
    index: 0,
    letter: 'A',
    titleVi: '',
    titleEn: '',
    templateId: 't',
    subject: '',
    items: [item('a1', true), item('a2', true), item('a3', false)],
  },
];

/** A case on site on `today`, its diary written, its minutes signed, nothing left to do; with what a test makes of it. */
export function doorFile(own: Partial<Omit<DoorFile, 'answers'>> & { answered?: readonly string[] } = {}): DoorFile {
  const { answered = ['a1', 'a2', 'a3'], ...rest } = own;
  const answers = answered.map((itemId) => ({ itemId, value: 'compliant', response: null }) as never);
  const announced = { id: 'm', from: 'decided', to: 'announced', by: 'binh', at: stamp, reason: '' } as const;
  return {
    inspectionCase: inState('onSite', { moves: [announced] }),
    checklist,
    progress: progressOf(checklist, answers),
    answers: new Map(answers.map((answer: { itemId: string }) => [answer.itemId, answer as never])),
    findings: [],
    evidence: [],
    documents: [signed(minutes())],
    activity: [{ kind: 'diary', day: today, createdAt: stamp, target: { kind: 'case', id: '', field: '' } } as never],
    today,
    deadlineRules: [],
    calendar: workCalendar([]),
    symbolOf: (formId) => formId,
    hasSheets: () => true,
    unsentOriginals: 0,
    ...rest,
  };
}

const attendee = (id: string, name: string, signs = true): Attendee => ({
  id,
  side: 'entity',
  personId: '',
  name,
  duty: 'Giám đốc',
  organisation: '',
  address: '',
  idNumber: '',
  signs,
});

/** Working minutes of the day, with somebody of the entity who signs and somebody who only watches. */
export function minutes(own: Partial<OfficialDocument> = {}): OfficialDocument {
  return {
    id: 'd',
    scope: '01',
    createdAt: stamp,
    createdBy: 'binh',
    updatedAt: stamp,
    updatedBy: 'binh',
    device: 'd',
    clockOffsetMs: 0,
    conflicts: [],
    caseId: 'case-1',
    entityId: 'e',
    kind: 'minutes',
    formId: 'BB-LV',
    title: 'Biên bản làm việc',
    number: '',
    startedAt: `${today}T08:12`,
    endedAt: '',
    place: '',
    fields: [],
    attendees: [attendee('em', 'Đỗ Thị Em'), attendee('khach', 'Khách', false)],
    statements: [],
    exhibits: [],
    sheets: 2,
    signatures: [],
    refusals: [],
    copies: [{ id: 'c', receiver: 'Công ty Sao Mai', count: 1, handedOverAt: `${today}T11:00` }],
    cancelled: null,
    ...own,
  };
}

/** The document with the signature of the one who signs, under its text as it is. */
export function signed(document: OfficialDocument, attendeeId = 'em'): OfficialDocument {
  const signature = { id: `s-${attendeeId}`, attendeeId, textSha256: signedTextSha256(document), strokes: [[0, 0]] };
  return { ...document, signatures: [...document.signatures, { ...signature, by: 'binh', at: stamp }] };
}

/** The document with a refusal of the one who was to sign. */
export function refused(document: OfficialDocument): OfficialDocument {
  const refusal = { id: 'r', attendeeId: 'em', textSha256: signedTextSha256(document), reason: 'không đồng ý' };
  const seen = { witnessId: '', officialId: '', soundId: '', by: 'binh', at: stamp };
  return { ...document, refusals: [{ ...refusal, ...seen }] };
}
