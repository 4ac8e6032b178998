import type { CaseParties, Stamped } from '../../shared/domain/permission/permission.ts';
import type { SignedRecord } from '../../shared/schema/evidence.ts';
import type { Person } from '../../shared/schema/people.ts';

/** A document as it crosses the wire, `_deleted` included. */
export type WireDocument = Readonly<Record<string, unknown>> & { readonly _deleted: boolean };

/** A pushed state on its way into the database. */
export interface Proposal {
  readonly person: Person;
  readonly stored: WireDocument | null;
  readonly next: WireDocument;
  /** Stamps of the states before the stored one, as far as they are kept. */
  readonly earlier: readonly Stamped[];
  /** The case that the document belongs to, as stored; null when there is none or it has not come yet. */
  readonly inspectionCase: CaseParties | null;
  /** True when who took an original signed its record, by a key that the server knows. */
  readonly isSigned: (signed: SignedRecord) => boolean;
}
