import type { PackageInput } from '../../../../shared/bridge/evidence-package.ts';
import { momentText } from '../../../../shared/domain/clock/moment.ts';
import { chainFaults } from '../../../../shared/domain/evidence/chain.ts';
import {
  type Exhibit,
  type Manifest,
  packageFormat,
  packageVersion,
} from '../../../../shared/protocol/evidence-package.ts';
import type { Person } from '../../../../shared/schema/people.ts';
import { isSigned } from '../../vault/public-key.ts';
import { originalFile } from './original-file.ts';

/** What this laptop itself knows of a package that it makes. */
export interface Exporter {
  readonly person: Pick<Person, 'id' | 'name' | 'unitName'>;
  readonly deviceId: string;
  /** The laptop's clock, milliseconds since 1970, and server clock minus laptop's. */
  readonly deviceMs: number;
  readonly clockOffsetMs: number;
  readonly publicKey: string;
  /** Version of the program. */
  readonly program: string;
}

/** The manifest of a package, as yet without its guide. */
export async function manifestOf(
  { case: inspectionCase, exhibits: given }: PackageInput,
  { person, deviceId, deviceMs, clockOffsetMs, publicKey, program }: Exporter,
): Promise<Omit<Manifest, 'guide'>> {
  const exhibits = given.map(({ absence, ...facts }, place): Exhibit => {
    const number = place + 1;
    const original = absence ? { notIncluded: absence } : { file: originalFile(number, facts.signed.record) };
    return { number, original, ...facts };
  });
  return {
    format: packageFormat,
    version: packageVersion,
    case: inspectionCase,
    exported: {
      by: { id: person.id, name: person.name },
      unit: person.unitName,
      device: deviceId,
      at: momentText(deviceMs + clockOffsetMs),
      deviceMs,
      clockOffsetMs,
      program,
    },
    publicKey,
    exhibits,
    chainFaults: await chainFaults(
      given.map(({ signed }) => signed),
      async (signed) => isSigned(signed),
    ),
  };
}
