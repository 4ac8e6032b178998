import type { OfficialDocument } from '../../schema/documents.ts';
import { exhibitActOf } from './exhibits.ts';
import { minuteWords } from './minute.ts';

/** What stands on every slip, in Vietnamese as on every official paper. */
export const slipWords = {
  seal: 'NIÊM PHONG SỐ',
  giver: 'BÊN GIAO',
  taker: 'BÊN NHẬN',
  total: (count: number) => `Cộng: ${count} món`,
  case: (number: string) => `Vụ việc ${number}`,
} as const;

/** Of which document, in which case, a slip is. */
export interface SlipFacts {
  readonly agency: string;
  readonly caseNumber: string;
  /** `Biên bản niêm phong, số 05/BB-NP`. */
  readonly by: string;
  readonly when: string;
}

/** The label of one sealed thing. */
export interface SealLabel extends SlipFacts {
  readonly exhibitId: string;
  readonly number: string;
  readonly thing: string;
  readonly code: string;
}

/** What changes hands by a document, for whoever gives it and whoever takes it. */
export interface Receipt extends SlipFacts {
  readonly title: string;
  readonly things: readonly { readonly id: string; readonly words: string }[];
  readonly code: string;
}

const titles = {
  ...{ sealed: 'BIÊN NHẬN NIÊM PHONG', unsealed: 'BIÊN NHẬN MỞ NIÊM PHONG', seized: 'BIÊN NHẬN TẠM GIỮ' },
  ...{ handedOver: 'BIÊN NHẬN BÀN GIAO', returned: 'BIÊN NHẬN TRẢ LẠI' },
} as const;

/** What a slip's code says, version 1: `MTX1:case:document:thing`; without a thing it is the receipt for all. */
function slipText({ caseId, id }: OfficialDocument, exhibitId = ''): string {
  return `MTX1:${caseId}:${id}:${exhibitId}`;
}

const slipFormat = /^MTX1:([\w-]{1,80}):([\w-]{1,80}):([\w-]{0,80})$/;

/** Of which document the slip is whose code says this; null for every other code. */
export function readSlip(text: string): { readonly caseId: string; readonly documentId: string } | null {
  const [, caseId, documentId] = slipFormat.exec(text) ?? [];
  return caseId && documentId ? { caseId, documentId } : null;
}

function factsOf({ fields, title, number, startedAt }: OfficialDocument, caseNumber: string): SlipFacts {
  const agency = fields.find(({ id }) => id === 'agency')?.text.trim() ?? '';
  const by = [title.trim(), number.trim() && `số ${number.trim()}`].filter(Boolean).join(', ');
  return { agency, caseNumber, by, when: minuteWords(startedAt) };
}

/** A label for each thing that has a seal's number. */
export function sealLabels(document: OfficialDocument, caseNumber: string): readonly SealLabel[] {
  const facts = factsOf(document, caseNumber);
  return document.exhibits
    .filter(({ sealNumber }) => sealNumber.trim() !== '')
    .map(({ id, name, quantity, sealNumber }) => ({
      ...facts,
      ...{ exhibitId: id, number: sealNumber.trim(), code: slipText(document, id) },
      thing: [name.trim(), quantity.trim()].filter(Boolean).join(', '),
    }));
}

/** The receipt for all things of a document; null where none changes hands by it. */
export function receiptOf(document: OfficialDocument, caseNumber: string): Receipt | null {
  const act = exhibitActOf(document);
  if (!act || document.exhibits.length === 0) return null;
  const things = document.exhibits.map(({ id, name, quantity, sealNumber }, place) => {
    const seal = sealNumber.trim() && `niêm phong số ${sealNumber.trim()}`;
    return { id, words: `${place + 1}. ${[name.trim(), quantity.trim(), seal].filter(Boolean).join(', ')}` };
  });
  return { ...factsOf(document, caseNumber), title: titles[act], things, code: slipText(document) };
}
