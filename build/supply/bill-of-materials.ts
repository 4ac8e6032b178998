import { createHash } from 'node:crypto';
import { ComponentType, ExternalReferenceType, HashAlgorithm } from '@cyclonedx/cyclonedx-library/Enums';
import {
  Bom,
  Component,
  ExternalReference,
  LicenseExpression,
  type OptionalComponentProperties,
  SpdxLicense,
} from '@cyclonedx/cyclonedx-library/Models';
import { JSON as Json, JsonSerializer } from '@cyclonedx/cyclonedx-library/Serialize';
import { isSupportedSpdxId } from '@cyclonedx/cyclonedx-library/SPDX';
import { Spec1dot6, Version } from '@cyclonedx/cyclonedx-library/Spec';
import { JsonStrictValidator } from '@cyclonedx/cyclonedx-library/Validation';
import type { ForeignPart } from './delivered.ts';
import { type InstalledPackage, usedBy } from './installed-packages.ts';

/** What is delivered as one: the application, or the server. */
export interface Delivery {
  readonly name: string;
  readonly version: string;
  readonly packages: readonly InstalledPackage[];
  readonly parts: readonly ForeignPart[];
}

/**
 * The bill of materials of a delivery: CycloneDX 1.6 in JSON. The same delivery gives the same text: no time stands in it,
 * and its serial number is made of its content.
 */
export function billOfMaterials(delivery: Delivery): string {
  const bom = new Bom();
  const own = new Component(ComponentType.Application, delivery.name, {
    version: delivery.version,
    bomRef: `${delivery.name}@${delivery.version}`,
  });
  bom.metadata.component = own;
  const components = new Map(delivery.packages.map((each) => [each, componentOf(each)] as const));
  for (const [each, component] of components) {
    bom.components.add(component);
    own.dependencies.add(component.bomRef);
    for (const used of usedBy(each, delivery.packages)) {
      const ref = components.get(used)?.bomRef;
      if (ref) component.dependencies.add(ref);
    }
  }
  for (const part of delivery.parts) {
    const component = componentOfPart(part);
    bom.components.add(component);
    own.dependencies.add(component.bomRef);
  }
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  const write = () => serializer.serialize(bom, { sortLists: true, space: 2 });
  bom.serialNumber = serialNumberOf(write());
  return write();
}

/** Fails when CycloneDX's own schema refuses a bill of materials. */
export async function demandValid(bill: string): Promise<void> {
  const fault = await new JsonStrictValidator(Version.v1dot6).validate(bill);
  if (fault) throw new Error(`The bill of materials is not valid: ${JSON.stringify(fault)}`);
}

function componentOf({ name, version, place, license, integrity }: InstalledPackage): Component {
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return component(short ?? name, license ?? '', {
    version,
    purl,
    // The same version may stand in two places.
    bomRef: `${purl}#${place}`,
    ...(group === undefined ? {} : { group }),
    ...hashOf(integrity),
  });
}

function componentOfPart({ name, version, licence, homepage, sha256 }: ForeignPart): Component {
  const part = component(name, licence, { version, bomRef: `${name}@${version}` });
  part.externalReferences.add(new ExternalReference(homepage, ExternalReferenceType.Website));
  if (sha256) part.hashes.set(HashAlgorithm['SHA-256'], sha256);
  return part;
}

function component(name: string, licence: string, properties: OptionalComponentProperties): Component {
  const made = new Component(ComponentType.Library, name, properties);
  made.licenses.add(isSupportedSpdxId(licence) ? new SpdxLicense(licence) : new LicenseExpression(licence));
  return made;
}

/** The hash that npm checks a package by when it is installed. */
function hashOf(integrity: string | undefined): Pick<OptionalComponentProperties, 'hashes'> {
  const [algorithm, digest] = integrity?.split('-') ?? [];
  if (algorithm !== 'sha512' || !digest) throw new Error(`No SHA-512 in ${integrity}`);
  const hashes = new Component(ComponentType.Library, '').hashes;
  hashes.set(HashAlgorithm['SHA-512'], Buffer.from(digest, 'base64').toString('hex'));
  return { hashes };
}

/** A UUID of version 8, whose bits are its maker's: here of the hash of the content. */
function serialNumberOf(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4];
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return `urn:uuid:${[...groups, hex.slice(20, 32)].join('-')}`;
}
