import { randomBytes, sign } from 'node:crypto';
import { bundleSigningText } from '../../shared/domain/bundle/signing.ts';
import { nextStamp } from '../../shared/domain/clock/stamp.ts';
import type { Bundle, BundleRow, SignedBundle } from '../../shared/protocol/bundles.ts';
import { protocolVersion } from '../../shared/protocol/version.ts';
import type { Person } from '../../shared/schema/people.ts';
import { publicKeyOf, testDevice, testKeyOf } from './evidence.ts';

/** A row of a bundle: a new document, unless a base says from which state it was made. */
export function bundleRow(
  collection: string,
  state: { id: string; _deleted: boolean },
  own: Partial<BundleRow> = {},
): BundleRow {
  return { collection, base: null, state: { ...state }, isWritten: true, met: [], ...own };
}

/** What a person gives colleagues of a case, on the test laptop. */
export function bundleOf(
  author: Pick<Person, 'id' | 'scope'>,
  caseId: string,
  rows: readonly BundleRow[],
  own: Partial<Bundle> = {},
): Bundle {
  return {
    ...{ format: 'minh-tra-bundle', version: 1, protocol: protocolVersion, caseId, scope: author.scope },
    id: randomBytes(13).toString('hex').toUpperCase(),
    ...{ madeBy: author.id, device: testDevice, at: nextStamp(null, Date.now(), 'test') },
    rows: [...rows],
    known: [],
    ...own,
  };
}

/** A bundle as its author's laptop signs it. */
export function signedBundle(bundle: Bundle, personId = bundle.madeBy): SignedBundle {
  return signBundle(JSON.stringify(bundle), personId);
}

export function signBundle(text: string, personId: string): SignedBundle {
  const signature = sign(null, Buffer.from(bundleSigningText(text), 'utf8'), testKeyOf(personId)).toString('base64url');
  return { text, publicKey: publicKeyOf(personId), signature };
}
