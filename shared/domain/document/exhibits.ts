import type { Activity } from '../../schema/activity.ts';
import type { DocumentKind, Exhibit, OfficialDocument } from '../../schema/documents.ts';
import { custodyOf, type ExhibitAct, isExhibitAct } from '../evidence/custody.ts';
import type { UsedForm } from './forms.ts';

/** Forms that do with exhibits something else than their kind says: Decree 118/2021/NĐ-CP, forms MBB27 and MBB16. */
const actsOfForms: Readonly<Record<string, ExhibitAct>> = { 'form.MBB27': 'unsealed', 'form.MBB16': 'returned' };
const actsOfKinds: Readonly<Partial<Record<DocumentKind, ExhibitAct>>> = {
  sealing: 'sealed',
  seizure: 'seized',
  handOver: 'handedOver',
};

/** What a document does with its exhibits; null where it is not about things. */
export function exhibitActOf({ kind, formId }: Pick<OfficialDocument, 'kind' | 'formId'>): ExhibitAct | null {
  return actsOfKinds[kind] ? (actsOfForms[formId] ?? actsOfKinds[kind]) : null;
}

/** The form by which something is done with an exhibit. */
export function formOfAct(forms: readonly UsedForm[], act: ExhibitAct): UsedForm | null {
  return forms.find(({ id, data }) => exhibitActOf({ kind: data.use, formId: id }) === act) ?? null;
}

/** What can be done with an exhibit after what was done last. */
const followUps: Readonly<Record<ExhibitAct, readonly ExhibitAct[]>> = {
  sealed: ['unsealed', 'handedOver', 'returned'],
  unsealed: ['sealed', 'handedOver', 'returned'],
  seized: ['sealed', 'handedOver', 'returned'],
  handedOver: ['sealed', 'unsealed', 'handedOver', 'returned'],
  returned: [],
};

/** An exhibit of a case, as its newest document has it, with all that was done with it. */
export interface ExhibitInCase {
  readonly exhibit: Exhibit;
  /** The newest document in which it stands. */
  readonly document: OfficialDocument;
  /** The oldest first. */
  readonly chain: readonly Activity[];
  readonly last: ExhibitAct | null;
  readonly next: readonly ExhibitAct[];
}

/** The exhibits of a case's documents, in the order in which they came; those of cancelled documents alone are left out. */
export function exhibitsOf(
  documents: readonly OfficialDocument[],
  activity: readonly Activity[],
): readonly ExhibitInCase[] {
  const byId = new Map<string, Pick<ExhibitInCase, 'exhibit' | 'document'>>();
  for (const document of documents.filter(({ cancelled }) => cancelled === null)) {
    for (const exhibit of document.exhibits) byId.set(exhibit.id, { exhibit, document });
  }
  return [...byId.values()].map(({ exhibit, document }) => {
    const chain = custodyOf(activity, exhibit.id);
    const field = chain.at(-1)?.target.field ?? '';
    const last = isExhibitAct(field) ? field : null;
    return { exhibit, document, chain, last, next: last ? followUps[last] : [] };
  });
}

/** A seal's number stands on one thing alone: the other exhibit that has it. */
export function sameSeal(documents: readonly OfficialDocument[], one: Exhibit): Exhibit | null {
  const number = one.sealNumber.trim();
  if (number === '') return null;
  const all = documents.filter(({ cancelled }) => cancelled === null).flatMap(({ exhibits }) => exhibits);
  return all.find(({ id, sealNumber }) => id !== one.id && sealNumber.trim() === number) ?? null;
}

/** A line of custody that a document's first signature writes; its id makes sure that there is one, whoever signs where. */
export interface CustodyLine {
  readonly id: string;
  readonly exhibit: Exhibit;
  readonly act: ExhibitAct;
}

/** The lines that the first signature of a document writes, one for each thing in it. */
export function custodyLines(document: OfficialDocument): readonly CustodyLine[] {
  const act = exhibitActOf(document);
  if (!act) return [];
  return document.exhibits.map((exhibit) => ({ id: `${document.id}|${exhibit.id}`, exhibit, act }));
}
