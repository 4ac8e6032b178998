import type { LockedPackage } from './installed-packages.ts';

/**
 * What the lock must not hold: a package without a hash, one that names an address of its own instead of the registry that npm is
 * set to, or one whose install script nobody has decided on. One line each.
 */
export function lockFaults(
  locked: Readonly<Record<string, LockedPackage>>,
  allowScripts: Readonly<Record<string, boolean>>,
): string[] {
  const packages = Object.entries(locked).map(([place, each]) => ({
    ...each,
    name: place.replace(/^.*node_modules\//, ''),
  }));
  const unhashed = packages.filter(({ integrity }) => !integrity?.startsWith('sha512-'));
  const elsewhere = packages.filter(({ resolved }) => resolved !== undefined);
  const scripted = packages.filter(({ name, hasInstallScript }) => hasInstallScript && !(name in allowScripts));
  const idle = Object.keys(allowScripts).filter((name) => !packages.some((each) => each.name === name));
  return [
    ...unhashed.map(({ name }) => `${name}: no SHA-512`),
    ...elsewhere.map(({ name, resolved }) => `${name}: from ${resolved}`),
    ...scripted.map(({ name }) => `${name}: its install script is not decided on in allowScripts`),
    ...idle.map((name) => `${name}: in allowScripts, and nowhere else`),
  ];
}
