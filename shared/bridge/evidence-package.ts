import { type Static, Type } from 'typebox';
import { Absence, ExhibitFacts, PackageCase } from '../protocol/evidence-package.ts';

/** An exhibit as the window knows it. `absence`: why its original is to be left out, null where it goes with it. */
const PackageExhibit = Type.Object(
  { ...ExhibitFacts.properties, absence: Type.Union([Type.Null(), Absence]) },
  { additionalProperties: false },
);

/** All evidence of a case, the oldest first: those whose originals are left out as well, so that the chains are whole. */
export const PackageInput = Type.Object(
  {
    suggestedName: Type.String({ maxLength: 200 }),
    case: PackageCase,
    exhibits: Type.Array(PackageExhibit, { minItems: 1, maxItems: 100_000 }),
  },
  { additionalProperties: false },
);
export type PackageInput = Static<typeof PackageInput>;

/** How far a package has come, in bytes of its originals. */
export const PackageProgress = Type.Object(
  { bytes: Type.Integer({ minimum: 0 }), allBytes: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type PackageProgress = Static<typeof PackageProgress>;

/**
 * What became of a package: written; given up by the person; or refused because an original is no longer what was signed, which may then be
 * left out.
 */
export const PackageResult = Type.Union([
  Type.Object({ kind: Type.Literal('written') }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('givenUp') }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Enum(['damaged', 'away'], { type: 'string', maxLength: 7 }), evidenceId: Type.String() },
    { additionalProperties: false },
  ),
]);
export type PackageResult = Static<typeof PackageResult>;
