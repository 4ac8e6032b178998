import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { OfficialDocument, Refusal, Signature } from '../../schema/documents.ts';
import { canonicalText } from '../revision.ts';

/** What people sign of a document: all that its paper says. Who signed, and which copies went where, comes after. */
export type SignedContent = Pick<
  OfficialDocument,
  | 'id'
  | 'caseId'
  | 'kind'
  | 'formId'
  | 'title'
  | 'number'
  | 'startedAt'
  | 'endedAt'
  | 'place'
  | 'fields'
  | 'attendees'
  | 'statements'
  | 'exhibits'
  | 'sheets'
>;

/** The text that a signature stands for. Attendees, fields and the like count in the order in which they are printed. */
export function signedText(document: SignedContent): string {
  const { id, caseId, kind, formId, title, number, startedAt, endedAt, place } = document;
  const { fields, attendees, statements, exhibits, sheets } = document;
  const heading = { id, caseId, kind, formId, title, number, startedAt, endedAt, place };
  return canonicalText({ ...heading, fields, attendees, statements, exhibits, sheets });
}

/** SHA-256 of `signedText`, hexadecimal. */
export function signedTextSha256(document: SignedContent): string {
  return bytesToHex(sha256(utf8ToBytes(signedText(document))));
}

/** Signatures and refusals by whether they stand for the text as it is now: those of an earlier text are void. */
export interface Signing {
  readonly signatures: readonly Signature[];
  readonly refusals: readonly Refusal[];
  readonly voidSignatures: readonly Signature[];
  readonly voidRefusals: readonly Refusal[];
}

/** What of a document's signatures stands. */
export function signingOf(document: OfficialDocument): Signing {
  const now = signedTextSha256(document);
  const stands = ({ textSha256 }: { textSha256: string }) => textSha256 === now;
  const { signatures, refusals } = document;
  return {
    signatures: signatures.filter(stands),
    refusals: refusals.filter(stands),
    voidSignatures: signatures.filter((each) => !stands(each)),
    voidRefusals: refusals.filter((each) => !stands(each)),
  };
}
