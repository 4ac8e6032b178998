import type { ForeignPart } from './delivered.ts';
import type { InstalledPackage } from './installed-packages.ts';
import allowed from './licences.json' with { type: 'json' };

/** For what is delivered, and for what only builds and tests it. */
export type Use = keyof typeof allowed;

function isListed(licence: string, use: Use): boolean {
  return licence in allowed.delivered || (use === 'tools' && licence in allowed.tools);
}

/** True of an SPDX expression when one of its alternatives is on the list, with all that it asks for at once. */
export function isAllowed(expression: string, use: Use): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(/ OR /);
  return alternatives.some((alternative) =>
    alternative.split(/ AND /).every((licence) => isListed(licence.trim(), use)),
  );
}

/** One line for each package whose licence is not on the list. */
export function licenceFaults(packages: readonly InstalledPackage[], use: Use): string[] {
  return packages
    .filter(({ license }) => !license || !isAllowed(license, use))
    .map(({ name, version, license }) => `${name}@${version} (${use}): ${license ?? 'no licence'}`);
}

/** The same for what is delivered and is no package. */
export function partFaults(parts: readonly ForeignPart[]): string[] {
  return parts
    .filter(({ licence }) => !isAllowed(licence, 'delivered'))
    .map(({ name, version, licence }) => `${name} ${version} (delivered): ${licence}`);
}
