import type { CaseKind } from '../../schema/cases.ts';
import { type DocumentKind, documentKinds } from '../../schema/documents.ts';
import type { FormData } from '../../schema/reference-data.ts';
import { type Dated, isInForce } from '../reference.ts';

/** A form by which the program makes documents. */
export type UsedForm = Dated<FormData> & { readonly data: { readonly use: DocumentKind } };

/**
 * The forms by which documents of a case are made on a day (yyyy-mm-dd), in the order in which a visit needs them; forms of
 * the case's own kind go before those of sanction procedure (Decree 118/2021/NĐ-CP), which serve every case.
 */
export function formsFor(
  forms: readonly Dated<FormData>[],
  { kind, day }: { readonly kind: CaseKind; readonly day: string },
): readonly UsedForm[] {
  const order = ({ data }: UsedForm) => documentKinds.indexOf(data.use) * 2 + (data.caseKind === kind ? 0 : 1);
  return forms
    .filter((form): form is UsedForm => form.data.use !== undefined && isInForce(form, day) && serves(form, kind))
    .sort((a, b) => order(a) - order(b) || (a.data.code < b.data.code ? -1 : 1));
}

function serves({ data }: Dated<FormData>, kind: CaseKind): boolean {
  return data.caseKind === undefined || data.caseKind === kind;
}
