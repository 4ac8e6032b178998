import { randomBytes } from 'node:crypto';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import { writeAs } from '../../shared/domain/merge/origins.ts';
import type { PushRow } from '../../shared/protocol/sync.ts';
import type { Activity } from '../../shared/schema/activity.ts';
import { type Answer, answerId } from '../../shared/schema/answers.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import type { Synced } from '../../shared/schema/common.ts';
import type { OfficialDocument } from '../../shared/schema/documents.ts';
import type { ManagedEntity } from '../../shared/schema/entities.ts';
import type { Finding } from '../../shared/schema/findings.ts';
import type { Person } from '../../shared/schema/people.ts';
import type { Reference } from '../../shared/schema/reference.ts';
import { type Template, templateVersionId } from '../../shared/schema/templates.ts';

/** What a device puts around a document's own fields. */
export type Wire<Document> = Document & { _deleted: boolean };

type Author = Pick<Person, 'id' | 'scope'>;

export function newId(): string {
  return randomBytes(10).toString('hex');
}

/** What every new document of an author has. */
export function synced(author: Author, id = newId()): Synced & { _deleted: boolean } {
  const stamp = nextStamp(null, Date.now(), 'test');
  return {
    id,
    scope: author.scope,
    createdAt: stamp,
    createdBy: author.id,
    updatedAt: stamp,
    updatedBy: author.id,
    device: 'test-device',
    clockOffsetMs: 0,
    conflicts: [],
    _deleted: false,
  };
}

export function newCase(author: Author, own: Partial<InspectionCase> = {}): Wire<InspectionCase> {
  return {
    ...synced(author),
    number: '',
    kind: 'specialisedCheck',
    planned: false,
    sector: 'post',
    procedureId: 'procedure.specialisedCheck2025',
    templateIds: ['template.post'],
    entityId: 'entity-1',
    entityName: 'Công ty CP Bưu chính Sao Mai',
    entityAddress: '214 đường Hoa Ban',
    legalGround: { number: '212/QĐ-SKHCN', issuedOn: '2026-11-12', issuedBy: 'Giám đốc Sở', summary: '' },
    content: 'Giấy phép, hợp đồng, niêm yết',
    periodFrom: '2025-01-01',
    periodTo: '2026-10-31',
    startsOn: '2026-11-17',
    endsOn: '2026-11-27',
    team: [
      { id: 'p-binh', name: 'Trần Văn Bình', role: 'leader', sections: ['A'] },
      { id: 'p-an', name: 'Nguyễn Thị An', role: 'member', sections: ['B'] },
    ],
    state: 'preparing',
    moves: [],
    dueOn: '9999-12-31',
    dueRule: '',
    ...own,
  };
}

export function newAnswer(author: Author, caseId: string, itemId: string, own: Partial<Answer> = {}): Wire<Answer> {
  const id = answerId(caseId, itemId);
  return { ...synced(author, id), caseId, itemId, value: 'compliant', response: null, note: '', ...own };
}

export function newFinding(author: Author, caseId: string, own: Partial<Finding> = {}): Wire<Finding> {
  return {
    ...synced(author),
    caseId,
    itemId: '',
    title: 'Niêm yết thiếu',
    kind: 'violation',
    fact: 'Điểm phục vụ số 2 niêm yết thiếu 03 nhóm hàng',
    actOn: '2026-11-17',
    foundOn: '2026-11-17',
    provision: null,
    measure: 'remind',
    measureNote: '',
    ...own,
  };
}

export function newActivity(author: Author, caseId: string, own: Partial<Activity> = {}): Wire<Activity> {
  return {
    ...synced(author),
    caseId,
    kind: 'comment',
    target: { kind: 'case', id: caseId, field: '' },
    replyTo: '',
    text: 'Đã hẹn đơn vị',
    mustMend: false,
    resolves: false,
    day: null,
    doneBy: [],
    ...own,
  };
}

export function newDocument(
  author: Author,
  caseId: string,
  own: Partial<OfficialDocument> = {},
): Wire<OfficialDocument> {
  return {
    ...synced(author),
    ...{ caseId, entityId: 'entity-1', kind: 'minutes', formId: 'form.KT-BB', title: 'Biên bản kiểm tra', number: '' },
    ...{ startedAt: '2026-11-17T08:15', endedAt: '', place: 'Điểm phục vụ số 2', sheets: 0 },
    ...{ fields: [], attendees: [], statements: [], exhibits: [], signatures: [], refusals: [], copies: [] },
    cancelled: null,
    ...own,
  };
}

/** The first version of a template, a draft. */
export function newTemplate(author: Author, own: Partial<Template> = {}): Wire<Template> {
  const templateId = newId();
  const node = {
    id: 'a',
    parent: null,
    kind: 'item',
    name: 'mo_cua',
    type: 'text',
    label: { 'Tiếng Việt': 'Có mở cửa không?' },
  } as const;
  return {
    ...synced(author, templateVersionId(templateId, 1)),
    ...{ templateId, version: 1, state: 'draft', title: 'Điểm phục vụ', sectors: ['post'], note: '', origin: null },
    content: {
      ...{ title: 'Điểm phục vụ', formId: '', version: '', rootName: 'data', nodes: [node], lists: [] },
      ...{ languages: ['Tiếng Việt'], defaultLanguage: 'Tiếng Việt' },
    },
    ...own,
  };
}

export function newEntity(author: Author, own: Partial<ManagedEntity> = {}): Wire<ManagedEntity> {
  return {
    ...synced(author),
    name: 'Công ty TNHH Chuyển phát Cánh Én',
    form: 'organisation',
    code: '0109999147',
    address: '12 phố Mẫu Sơn',
    representative: 'Đỗ Thị Em',
    representativeTitle: 'Giám đốc',
    phone: '',
    sectors: ['post'],
    licences: [],
    note: '',
    sameAs: '',
    ...own,
  };
}

/** As the server alone publishes it. */
export function newReference(author: Author): Wire<Reference> {
  const dates = { effectiveFrom: null, effectiveTo: null };
  const own = { kind: 'holiday', title: 'Ngày nghỉ', confidence: 'high', source: '', data: {} } as const;
  return { ...synced(author), ...dates, ...own };
}

/** The next state of a document, stamped by `author` as a device does. */
export function edited<Document extends Synced>(
  document: Document,
  author: Author,
  changes: Partial<Document>,
): Document {
  const at = nextStamp(document.updatedAt, Date.now(), 'test');
  return writeAs(document, { ...document, ...changes }, { by: author.id, at, device: 'test', clockOffsetMs: 0 });
}

/** A row of a push. */
export function row(document: object & { _deleted: boolean }, base: string | null = null): PushRow {
  return { base, document };
}
