import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { recordText } from '../../shared/domain/evidence/chain.ts';
import type { Evidence, EvidenceRecord, SignedRecord } from '../../shared/schema/evidence.ts';
import type { Person } from '../../shared/schema/people.ts';
import { newId, synced, type Wire } from './documents.ts';
import type { TestServer } from './test-server.ts';

/** The laptop that everybody's originals come from. */
export const testDevice = 'test-device';
/** PKCS #8 of an Ed25519 key (RFC 8410), before its 32 bytes. */
const head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key that a person signs with, the same each time. */
export function testKeyOf(personId: string): KeyObject {
  const seed = createHash('sha256').update(`key of ${personId}`).digest();
  return createPrivateKey({ key: Buffer.concat([head, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half of a person's key, base64url. */
export function publicKeyOf(personId: string): string {
  return String(createPublicKey(testKeyOf(personId)).export({ format: 'jwk' }).x);
}

/** A record as its signer's laptop signs it. */
export function signedBy(personId: string, record: EvidenceRecord): SignedRecord {
  const signature = sign(null, Buffer.from(recordText(record), 'utf8'), testKeyOf(personId)).toString('base64url');
  return { record, publicKey: publicKeyOf(personId), signature };
}

/** The document of an original that its author took. */
export function newEvidence(
  author: Pick<Person, 'id' | 'scope'>,
  caseId: string,
  own: Partial<Evidence> = {},
  record: Partial<EvidenceRecord> = {},
): Wire<Evidence> {
  const id = newId();
  const whole: EvidenceRecord = {
    ...{ evidenceId: id, caseId, kind: 'photo', origin: 'file', mediaType: 'image/jpeg', fileName: 'IMG_0412.jpg' },
    sha256: createHash('sha256').update(id).digest('hex'),
    ...{ sizeBytes: 3_456_789, takenBy: author.id, device: testDevice, deviceMs: 1_795_000_000_000, clockOffsetMs: 0 },
    camera: { takenAt: '2026:11:17 15:20:11', make: 'Canon', model: 'EOS 200D' },
    position: null,
    chain: { id: `chain-of-${id}`, sequence: 1, previous: '' },
    ...record,
  };
  return {
    ...synced(author, id),
    ...{ caseId, title: '', note: '', place: '', ties: [], thumbnail: null, layers: [], withdrawn: null },
    signed: signedBy(author.id, whole),
    ...own,
  };
}

/** Makes the keys known by which `newEvidence` signs, as if everybody had been on the test laptop. */
export async function keepTestKeys(server: Pick<TestServer, 'sql'>): Promise<void> {
  await server.sql(
    `insert into minh_tra.devices (id, name, registered_at, seen_at, registered_by, registered_scope)
     values ($1, 'Máy thử', now(), now(), 'p-an', 'song-mai') on conflict do nothing`,
    [testDevice],
  );
  const people = await server.sql<{ id: string }>('select id from minh_tra.people');
  await server.sql(
    `insert into minh_tra.signing_keys (public_key, person_id, device_id, registered_at)
     select k.key, k.person, $3, now() from unnest($1::text[], $2::text[]) as k (key, person) on conflict do nothing`,
    [people.map(({ id }) => publicKeyOf(id)), people.map(({ id }) => id), testDevice],
  );
}
