import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { FileRef, Sha256 } from '../../schema/evidence.ts';

const Words = Type.String({ maxLength: 10_000 });
const closed = { additionalProperties: false } as const;

/** A header as it came; one that came more than once has a line for each. */
export const Header = Type.Object({ name: Words, value: Words }, closed);
export type Header = Static<typeof Header>;

/** What a certificate says of itself. */
export const CertificateFacts = Type.Object(
  {
    subject: Words,
    issuer: Words,
    validFrom: Words,
    validTo: Words,
    serialNumber: Words,
    sha256: Sha256,
    pem: Type.String({ maxLength: 100_000 }),
  },
  closed,
);
export type CertificateFacts = Static<typeof CertificateFacts>;

/** An answer that led on to another address. */
export const Redirect = Type.Object({ address: Words, status: Type.Integer(), to: Words }, closed);
export type Redirect = Static<typeof Redirect>;

/** What was known of a public page when it was captured: what its third original holds. */
export const PageFacts = Type.Object(
  {
    version: Type.Literal(1),
    title: Words,
    /** Asked for first; each answer that led on; whose answer is shown; in the address field at the end, which scripts may have changed. */
    addressAsked: Words,
    redirects: Type.Array(Redirect, { maxItems: 50 }),
    addressAnswered: Words,
    addressShown: Words,
    /** By the device's clock, ISO 8601 in UTC; the server's is so many milliseconds later. */
    capturedFrom: Words,
    capturedTo: Words,
    clockOffsetMs: Type.Integer(),
    /** False where parts of it were still being loaded. */
    wasLoaded: Type.Boolean(),
    status: Type.Integer(),
    protocol: Words,
    serverAddress: Words,
    headers: Type.Array(Header, { maxItems: 500 }),
    userAgent: Words,
    tls: Type.Union([
      Type.Null(),
      Type.Object(
        {
          protocol: Words,
          cipher: Words,
          /** `OK`, or by which rule Chromium refuses the certificate: the page was captured all the same. */
          verdict: Words,
          certificates: Type.Array(CertificateFacts, { maxItems: 20 }),
        },
        closed,
      ),
    ]),
    /** Pixels of the page, and whether its pictures end before it does. */
    page: Type.Object({ width: Type.Number(), height: Type.Number(), isCut: Type.Boolean() }, closed),
    /** Its pictures from the top down, and its archive. */
    files: Type.Array(Type.Object({ name: Words, mediaType: Words, ...FileRef.properties }, closed), { maxItems: 20 }),
  },
  closed,
);
export type PageFacts = Static<typeof PageFacts>;

/** A longer text is no such facts. */
export const mostFactsBytes = 2_097_152;

/** The bytes' text: lines that people can read as well. */
export function factsText(facts: PageFacts): string {
  return `${JSON.stringify(facts, null, 2)}\n`;
}

/** The facts that an original's text holds; null for any other text. */
export function factsOf(text: string): PageFacts | null {
  try {
    const held: unknown = JSON.parse(text);
    return Value.Check(PageFacts, held) ? held : null;
  } catch {
    return null;
  }
}

/** A text of somebody else's as facts hold it. */
export function factWords(text: string): string {
  return text.slice(0, 10_000);
}
