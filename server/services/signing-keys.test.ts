import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Evidence } from '../../shared/schema/evidence.ts';
import { edited, newCase, row, type Wire } from '../testing/documents.ts';
import { newEvidence, publicKeyOf, signedBy, testDevice } from '../testing/evidence.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { postJson, type TestSession } from '../testing/test-session.ts';

let server: TestServer;
let an: TestSession;
let binh: TestSession;
let caseId: string;

beforeAll(async () => {
  server = await startTestServer();
  an = await server.signIn('an', { deviceId: testDevice });
  binh = await server.signIn('binh', { deviceId: testDevice });
  const made = newCase(an.person);
  caseId = made.id;
  await an.push('cases', [row(made)]);
});
afterAll(() => server.stop());

/** Exchanges the session's refresh token, with the key that its person signs by. */
async function introduce(session: TestSession, signingKey?: string): Promise<number> {
  const { refreshToken, deviceId } = session;
  return (await postJson(server.url, '/auth/refresh', { refreshToken, deviceId, signingKey })).status;
}

async function refusalOf(session: TestSession, document: Wire<Evidence>, base?: string): Promise<unknown> {
  const [answer] = await session.push('evidence', [row(document, base)]);
  return answer?.outcome === 'refused' ? answer.problem : (answer ?? null);
}

const denied = (rule: string) => ({ code: 'permission.denied', details: { rule } });

describe('an original', () => {
  it('is taken once its signer’s laptop has told the key, whose coming stands in the audit log', async () => {
    const original = newEvidence(an.person, caseId);
    expect(await refusalOf(an, original)).toEqual(denied('record'));
    expect(await introduce(an, publicKeyOf('p-an'))).toBe(200);
    expect(await refusalOf(an, original)).toBeNull();
    const lines = await server.sql<{ details: unknown }>(
      `select details from minh_tra.audit_lines where kind = 'signingKeyAdded'`,
    );
    expect(lines).toEqual([{ details: { publicKey: publicKeyOf('p-an') } }]);
  });

  it('is nobody’s whose key is another’s, or another laptop’s', async () => {
    // Bình's laptop says that An's key is his: it stays hers.
    expect(await introduce(binh, publicKeyOf('p-an'))).toBe(200);
    const forged = newEvidence(binh.person, caseId);
    const stolen = { ...forged, signed: signedBy('p-an', forged.signed.record) };
    expect(await refusalOf(binh, stolen)).toEqual(denied('record'));
    const elsewhere = newEvidence(an.person, caseId, {}, { device: 'device-of-binh' });
    expect(await refusalOf(an, elsewhere)).toEqual(denied('record'));
  });

  it('is refused where its record says something else than was signed, or its signature is none', async () => {
    const original = newEvidence(an.person, caseId);
    const { signed } = original;
    const later = { ...signed, record: { ...signed.record, deviceMs: signed.record.deviceMs + 1 } };
    expect(await refusalOf(an, { ...original, signed: later })).toEqual(denied('record'));
    const unsigned = { ...signed, signature: 'A'.repeat(86) };
    expect(await refusalOf(an, { ...original, signed: unsigned })).toEqual(denied('record'));
  });

  it('keeps its record for good, also from who leads the case', async () => {
    const original = newEvidence(an.person, caseId);
    expect(await refusalOf(an, original)).toBeNull();
    const other = newEvidence(an.person, caseId).signed;
    const record = { ...other.record, evidenceId: original.id };
    const changed = edited(original, binh.person, { signed: signedBy('p-an', record) });
    expect(await refusalOf(binh, changed, revisionOf(original))).toEqual(denied('record'));
    const named = edited(original, binh.person, { title: 'Biển hiệu' });
    expect(await refusalOf(binh, named, revisionOf(original))).toBeNull();
  });
});
