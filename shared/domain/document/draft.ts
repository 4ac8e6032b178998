import type { InspectionCase } from '../../schema/cases.ts';
import type { Synced } from '../../schema/common.ts';
import type { Attendee, Copy, OfficialDocument } from '../../schema/documents.ts';
import type { ManagedEntity } from '../../schema/entities.ts';
import type { FormData, PersonCardData } from '../../schema/reference-data.ts';
import { twoDigits } from './fixed-text.ts';
import { textFields } from './form-fields.ts';
import type { UsedForm } from './forms.ts';
import { dayWords } from './minute.ts';
import { ofTeam, representativeOf } from './people.ts';

/** What is known before a document is made. */
export interface DraftSources {
  readonly form: Pick<UsedForm, 'id' | 'data'>;
  readonly inspectionCase: InspectionCase;
  readonly entity: ManagedEntity | null;
  readonly cards: readonly PersonCardData[];
  /** Of whoever makes it. */
  readonly unitName: string;
  /** Minute in Viet Nam when the visit began, or of now. */
  readonly startedAt: string;
  /** The text of the work done, `draftMinutes`. */
  readonly work: string;
}

/** What a new document says. */
export type DraftedDocument = Omit<OfficialDocument, keyof Synced>;

/** A new document, filled in from the case: who is there, when it began, where, and every field that the case knows. */
export function draftDocument(sources: DraftSources): DraftedDocument {
  const { form, inspectionCase, startedAt } = sources;
  const { id: caseId, entityId, entityAddress } = inspectionCase;
  const texts = draftTexts(sources);
  return {
    ...{ caseId, entityId, kind: form.data.use, formId: form.id, title: titleOf(form.data), number: '' },
    ...{ startedAt, endedAt: '', place: entityAddress, sheets: 0 },
    fields: [...texts].map(([id, text]) => ({ id, text })),
    attendees: draftAttendees(sources),
    ...{ statements: [], exhibits: [], signatures: [], refusals: [], cancelled: null },
    copies: draftCopies(form.data),
  };
}

/** A form's title as it is read: `BIÊN BẢN KIỂM TRA` becomes `Biên bản kiểm tra`; what is in small letters stays. */
export function titleOf({ titleVi }: Pick<FormData, 'titleVi'>): string {
  const words = titleVi.split(' ').map((word) => (isCapitals(word) ? word.toLocaleLowerCase('vi') : word));
  const title = words.join(' ');
  return title.charAt(0).toLocaleUpperCase('vi') + title.slice(1);
}

function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toLocaleUpperCase('vi') && word !== word.toLocaleLowerCase('vi');
}

/** What the case knows for the form's own texts, by field; also for the head of the paper, which every form has. */
export function draftTexts(sources: DraftSources): ReadonlyMap<string, string> {
  const { form, inspectionCase, unitName, startedAt } = sources;
  const known = { ...ofCase(sources), ...ofEntity(sources) };
  const fields = textFields(form.data);
  // A form that asks for the result apart names under its content what was to be looked at.
  if (fields.some(({ id }) => id === 'result')) known.content = inspectionCase.content;
  const copies = draftCopies(form.data).reduce((sum, { count }) => sum + count, 0);
  const head = {
    ...{ agency: unitName, target: inspectionCase.entityName, placeDate: placeAndDay(unitName, startedAt) },
    // Signed with the rest; who has which copy is not.
    copiesCount: twoDigits(copies),
  };
  const texts = new Map(Object.entries(head).filter(([, text]) => text !== ''));
  for (const { id } of fields) {
    const text = known[id];
    if (text) texts.set(id, text);
  }
  return texts;
}

/** `Sông Mai, ngày 17 tháng 11 năm 2026`: the province by the unit's name. */
function placeAndDay(unitName: string, startedAt: string): string {
  const province = /(?:tỉnh|thành phố)\s+(.+)$/.exec(unitName)?.[1] ?? '………';
  return `${province}, ${dayWords(startedAt)}`;
}

function ofCase({ inspectionCase, startedAt, work }: DraftSources): Record<string, string> {
  const { legalGround, content, periodFrom, periodTo, startsOn, endsOn, entityName, entityAddress, team } =
    inspectionCase;
  const { number, issuedOn, issuedBy } = legalGround;
  const named = number
    ? [`số ${number}`, issuedOn && `ngày ${date(issuedOn)}`, issuedBy && `của ${issuedBy}`].filter(Boolean).join(' ')
    : '';
  const decision = named && `Quyết định ${named}`;
  const leader = team.find(({ role }) => role === 'leader')?.name ?? '';
  const period = periodFrom && periodTo ? `Thời kỳ: từ ${date(periodFrom)} đến ${date(periodTo)}.` : '';
  const term = `Thời hạn: từ ${date(startsOn)} đến ${date(endsOn)}.`;
  return {
    ...{ decision, decisionNo: number, ground: decision, content: work, result: work },
    // After `quy định của pháp luật`.
    subject: subjectOf(content),
    // After `Trưởng đoàn công bố toàn văn Quyết định`.
    read: leader && named ? `${named}; người công bố: ông (bà) ${leader}.` : '',
    scope: [`Đối tượng: ${entityName}.`, content && `Nội dung: ${content}.`, period, term].filter(Boolean).join('\n'),
    ...{ when: startedAt ? date(startedAt.slice(0, 10)) : '', where: entityAddress, course: work },
  };
}

/** `về giấy phép` for `Việc chấp hành quy định về giấy phép`, which the form's own words begin with; empty for an empty content. */
function subjectOf(content: string): string {
  const rest = content.replace(/^(việc )?chấp hành (các )?quy định (của pháp luật )?(về )?/i, '').trim();
  return rest ? `về ${rest.charAt(0).toLocaleLowerCase('vi')}${rest.slice(1)}` : '';
}

function ofEntity({ entity, inspectionCase }: DraftSources): Readonly<Record<string, string>> {
  const { entityName, entityAddress } = inspectionCase;
  if (entity && entity.form !== 'organisation') {
    const { representative, name, address } = entity;
    return { subjectKind: 'ông (bà)', personName: representative || name, personAddress: address || entityAddress };
  }
  const licence = entity?.licences[0];
  return {
    ...{ subjectKind: 'tổ chức', orgName: entityName, orgAddress: entity?.address || entityAddress },
    ...{
      orgCode: entity?.code ?? '',
      orgRep: entity?.representative ?? '',
      orgRepTitle: entity?.representativeTitle ?? '',
    },
    ...{ orgLicence: licence?.number ?? '', orgLicenceDate: licence?.issuedOn ? date(licence.issuedOn) : '' },
  };
}

/** The team, its leader first, and who represents the entity. Each has an id that follows from who they are. */
function draftAttendees({ inspectionCase, entity, cards }: DraftSources): Attendee[] {
  const team = [...inspectionCase.team].sort((a, b) => Number(b.role === 'leader') - Number(a.role === 'leader'));
  return [
    ...team.map((member) => ({ ...ofTeam(member, cards), id: member.id, signs: member.role === 'leader' })),
    ...(entity ? representativeOf(entity) : []).map((known) => ({ ...known, id: 'representative', signs: true })),
  ];
}

/** Receivers as the form names them: `Đoàn kiểm tra giữ 01 bản` is one copy for `Đoàn kiểm tra`. */
function draftCopies({ copies }: Pick<FormData, 'copies'>): Copy[] {
  return copies.map((words, place) => {
    const count = Number(/(\d{1,2}) bản/.exec(words)?.[1] ?? 1);
    const receiver = words.replace(/\s*(?:giữ\s*)?\d{1,2} bản/, '').trim();
    const name = receiver.charAt(0).toLocaleUpperCase('vi') + receiver.slice(1);
    return { id: `copy-${place + 1}`, receiver: name, count, handedOverAt: '' };
  });
}

function date(day: string): string {
  return day.split('-').reverse().join('/');
}
