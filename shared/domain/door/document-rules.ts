import type { Attendee, OfficialDocument } from '../../schema/documents.ts';
import { pagesStanding, returnedPages } from '../document/returned-pages.ts';
import { signingOf } from '../document/signed-text.ts';
import { isSigned } from '../permission/documents.ts';
import type { Words } from '../workflow/words.ts';
import { type DoorFile, type DoorLine, type DoorResult, typed } from './door-file.ts';
import type { DoorRuleId } from './rules.ts';

/** Kinds by which things change hands: each names its exhibits one by one. */
const ofExhibits: readonly OfficialDocument['kind'][] = ['sealing', 'seizure'];

/** Minutes of the visit: a case that is on site without any has a line. */
export function minutesMade(file: DoorFile): DoorResult {
  if (validOf(file).some(({ kind }) => kind === 'minutes')) return { looked: 1, lines: [] };
  const words = { vi: 'Chưa lập biên bản làm việc', en: 'No minutes have been made' };
  return {
    looked: 1,
    lines: [
      {
        id: 'minutes',
        rule: 'minutes',
        words,
        detail: null,
        place: { tab: 'documents', documentId: '', part: '', field: '' },
      },
    ],
  };
}

/** Those who are to sign and neither have nor refused; who signed an earlier text stands under `voidSignatures`. */
export function missingSignatures(file: DoorFile): DoorResult {
  return eachOf(
    file,
    (document) => signersOf(document).filter(({ standing }) => standing !== 'earlier'),
    (document, { attendee, standing }) => {
      if (standing === 'now') return null;
      const words = {
        vi: `${document.title}: thiếu chữ ký của ${attendee.name}`,
        en: `${document.title}: ${attendee.name} has not signed`,
      };
      return line('signature', document, attendee.id, words, attendee.duty);
    },
  );
}

/** Those whose signature, or refusal, is of an earlier text alone. */
export function voidSignatures(file: DoorFile): DoorResult {
  return eachOf(
    file,
    (document) => signersOf(document).filter(({ standing }) => standing === 'earlier'),
    (document, { attendee }) => {
      const words = {
        vi: `${document.title}: chữ ký của ${attendee.name} không còn giá trị`,
        en: `${document.title}: the signature of ${attendee.name} is void`,
      };
      return line('voidSignature', document, attendee.id, words, attendee.duty);
    },
  );
}

/** Of all who are to sign what stands: how many have, or have refused. */
export function signatureCount(file: Pick<DoorFile, 'documents'>): { readonly given: number; readonly all: number } {
  const signers = validOf(file).flatMap(signersOf);
  return { given: signers.filter(({ standing }) => standing === 'now').length, all: signers.length };
}

/** Signed documents that do not say of how many sheets they are, where their form has a place for it. */
export function sheetsGiven(file: DoorFile): DoorResult {
  const counted = (document: OfficialDocument) => (file.hasSheets(document.formId) ? signedOnly(document) : []);
  return eachOf(file, counted, (document) =>
    document.sheets === 0
      ? line('sheets', document, '', {
          vi: `${document.title}: chưa ghi số tờ`,
          en: `${document.title}: the number of sheets is missing`,
        })
      : null,
  );
}

/** Documents of whose signed pages some came back, and others not or from an earlier text alone; who signed on the laptop needs none. */
export function signedPagesWhole(file: DoorFile): DoorResult {
  const cameBack = (document: OfficialDocument) => {
    const returned = returnedPages(document, file.evidence);
    const standing = pagesStanding(returned);
    return standing === 'none' ? [] : [{ standing, pages: returned.missing.join(', ') }];
  };
  return eachOf(file, cameBack, (document, { standing, pages }) => {
    if (standing === 'whole') return null;
    return line('pages', document, '', {
      vi: `${document.title}: ${standing === 'missing' ? `thiếu trang đã ký ${pages}` : 'trang đã ký là của nội dung cũ'}`,
      en: `${document.title}: ${standing === 'missing' ? `signed pages ${pages} are missing` : 'the signed pages are of an earlier text'}`,
    });
  });
}

/** Documents whose form has numbers, and that have none while it can still be given. */
export function numbersGiven(file: DoorFile): DoorResult {
  const numbered = (document: OfficialDocument) =>
    file.symbolOf(document.formId) === '' || isSigned(document) ? [] : [document];
  return eachOf(file, numbered, (document) =>
    document.number === ''
      ? line('number', document, '', {
          vi: `${document.title}: chưa có số`,
          en: `${document.title}: no number yet`,
        })
      : null,
  );
}

/** Copies of signed documents that nobody has got yet; a signed document that names none has a line of its own. */
export function copiesHandedOver(file: DoorFile): DoorResult {
  const named = eachOf(
    file,
    (document) => (isSigned(document) ? document.copies : []),
    (document, copy) =>
      copy.handedOverAt === '' && copy.count > 0
        ? line('copies', document, copy.id, {
            vi: `${document.title}: chưa giao ${copy.count} bản cho ${copy.receiver}`,
            en: `${document.title}: ${copy.receiver} has not got ${copy.count === 1 ? 'a copy' : `${copy.count} copies`}`,
          })
        : null,
  );
  const unnamed = eachOf(
    file,
    (document) => signedOnly(document).filter(({ copies }) => copies.length === 0),
    (document) =>
      line('copies', document, '', {
        vi: `${document.title}: chưa ghi giao bản cho ai`,
        en: `${document.title}: it is not said who got a copy`,
      }),
  );
  return { looked: named.looked + unnamed.looked, lines: [...named.lines, ...unnamed.lines] };
}

/** Statements of the entity that the team has not answered. */
export function statementsAnswered(file: DoorFile): DoorResult {
  return eachOf(
    file,
    ({ statements }) => statements,
    (document, { id, attendeeId, text, answer }) => {
      if (answer.trim() !== '') return null;
      const who = document.attendees.find((attendee) => attendee.id === attendeeId)?.name ?? '';
      return line(
        'statement',
        document,
        id,
        {
          vi: who ? `Ý kiến của ${who} chưa được trả lời` : 'Ý kiến của đơn vị chưa được trả lời',
          en: who ? `What ${who} stated is not answered` : 'A statement of the entity is not answered',
        },
        firstWords(text),
      );
    },
  );
}

/** Sealed and seized things without a seal number or without a photograph. */
export function exhibitsWhole(file: DoorFile): DoorResult {
  return eachOf(
    file,
    ({ kind, exhibits }) => (ofExhibits.includes(kind) ? exhibits : []),
    (document, exhibit) => {
      const isBare = exhibit.photos.length === 0;
      const isOpen = exhibit.sealNumber.trim() === '';
      if (!isBare && !isOpen) return null;
      const vi = [isOpen && 'số niêm phong', isBare && 'ảnh'].filter(Boolean).join(' và ');
      const en = [isOpen && 'a seal number', isBare && 'a photograph'].filter(Boolean).join(' and ');
      return line(
        'exhibit',
        document,
        exhibit.id,
        {
          vi: `${exhibit.name || 'Tang vật chưa có tên'} chưa có ${vi}`,
          en: `${exhibit.name || 'A thing without a name'} lacks ${en}`,
        },
        document.title,
      );
    },
  );
}

function validOf({ documents }: Pick<DoorFile, 'documents'>): OfficialDocument[] {
  return documents.filter(({ cancelled }) => cancelled === null);
}

function signedOnly(document: OfficialDocument): OfficialDocument[] {
  return isSigned(document) ? [document] : [];
}

interface Signer {
  readonly attendee: Attendee;
  /** Whether they signed or refused, and if so the text as it is now or an earlier one. */
  readonly standing: 'now' | 'earlier' | 'nothing';
}

function signersOf(document: OfficialDocument): Signer[] {
  const { signatures, refusals, voidSignatures: old, voidRefusals } = signingOf(document);
  const idsOf = (all: readonly { attendeeId: string }[]) => new Set(all.map(({ attendeeId }) => attendeeId));
  const [now, earlier] = [idsOf([...signatures, ...refusals]), idsOf([...old, ...voidRefusals])];
  return document.attendees
    .filter(({ signs }) => signs)
    .map((attendee) => {
      const { id } = attendee;
      return { attendee, standing: now.has(id) ? 'now' : earlier.has(id) ? 'earlier' : 'nothing' };
    });
}

/** What a rule comes to over every part of every document that stands. */
function eachOf<Part>(
  file: DoorFile,
  partsOf: (document: OfficialDocument) => readonly Part[],
  lineOf: (document: OfficialDocument, part: Part) => DoorLine | null,
): DoorResult {
  const parts = validOf(file).flatMap((document) => partsOf(document).map((part) => ({ document, part })));
  const lines = parts.map(({ document, part }) => lineOf(document, part)).filter((each) => each !== null);
  return { looked: parts.length, lines };
}

function line(rule: DoorRuleId, document: OfficialDocument, part: string, words: Words, detail = ''): DoorLine {
  const id = [rule, document.id, part].filter(Boolean).join(' ');
  return {
    id,
    rule,
    words,
    detail: detail === '' ? null : typed(detail),
    place: { tab: 'documents', documentId: document.id, ...placeOf(rule) },
  };
}

/** Where in a document a rule's line is settled: a part of its form, and a field there. */
function placeOf(rule: DoorRuleId): { readonly part: string; readonly field: string } {
  const [part = '', field = ''] = places[rule] ?? [];
  return { part, field };
}

const places: Partial<Readonly<Record<DoorRuleId, readonly [part: string, field?: string]>>> = {
  ...{ signature: ['signatures'], voidSignature: ['signatures'], pages: ['pages'], copies: ['copies'] },
  ...{ sheets: ['facts', 'sheets'], number: ['facts', 'number'], statement: ['statements'], exhibit: ['exhibits'] },
};

function firstWords(text: string): string {
  const [first = ''] = text.trim().split('\n');
  return first.length > 100 ? `${first.slice(0, 99).trimEnd()}…` : first;
}
