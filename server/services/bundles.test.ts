import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { BundleReply, SignedBundle } from '../../shared/protocol/bundles.ts';
import type { Finding } from '../../shared/schema/findings.ts';
import { bundleOf, bundleRow, signedBundle } from '../testing/bundles.ts';
import { edited, newAnswer, newCase, newDocument, newFinding, row, type Wire } from '../testing/documents.ts';
import { keepTestKeys } from '../testing/evidence.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';

let server: TestServer;
let an: TestSession;
let binh: TestSession;
let giang: TestSession;
let caseId: string;

beforeAll(async () => {
  server = await startTestServer();
  await keepTestKeys(server);
  [an, binh, giang] = [await server.signIn('an'), await server.signIn('binh'), await server.signIn('giang')];
});
beforeEach(async () => {
  const made = newCase(binh.person);
  caseId = made.id;
  expect(await binh.push('cases', [row(made)])).toEqual([]);
});
afterAll(() => server.stop());

async function bring(session: TestSession, signed: SignedBundle): Promise<BundleReply | { code: string }> {
  const answer = await session.request('/sync/bundles', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(signed),
  });
  return (await answer.json()) as BundleReply | { code: string };
}

async function stored<Document>(collection: string, id: string): Promise<Wire<Document> & Record<string, unknown>> {
  const [found] = await server.sql<{ body: string }>(`select body from sync.${collection} where id = $1`, [id]);
  return JSON.parse(found?.body ?? 'null');
}

const nothingRefused = { refused: [] };

describe('what An wrote off-line and gave Bình', () => {
  it('is stored in her name, whoever brings it, and brought again it changes nothing', async () => {
    const answer = newAnswer(an.person, caseId, 'post.1');
    const finding = newFinding(an.person, caseId);
    const minutes = newDocument(an.person, caseId);
    const rows = [bundleRow('findings', finding), bundleRow('answers', answer), bundleRow('documents', minutes)];
    const signed = signedBundle(bundleOf(an.person, caseId, rows));
    expect(await bring(binh, signed)).toEqual(nothingRefused);
    expect(await stored('findings', finding.id)).toEqual(finding);
    expect(await stored('documents', minutes.id)).toEqual(minutes);
    const before = await server.sql('select version, change_seq from sync.findings where id = $1', [finding.id]);
    expect(await bring(binh, signed)).toEqual(nothingRefused);
    // Her own laptop brings the same.
    expect(await an.push('findings', [row(finding)])).toEqual([]);
    expect(await server.sql('select version, change_seq from sync.findings where id = $1', [finding.id])).toEqual(
      before,
    );
    const lines = await server.sql<{ details: object }>(
      `select details from minh_tra.audit_lines where kind = 'bundleTaken' and person_id = 'p-binh'`,
    );
    expect(lines[0]?.details).toMatchObject({ madeBy: 'p-an', rows: 3, refused: 0 });
  });

  it('that she has deleted again is known as hers: he may go on with it', async () => {
    const answer = newAnswer(an.person, caseId, 'post.7');
    const deleted = edited(answer, an.person, { _deleted: true });
    expect(await bring(binh, signedBundle(bundleOf(an.person, caseId, [bundleRow('answers', deleted)])))).toEqual(
      nothingRefused,
    );
    const goneOn = edited(answer, binh.person, { note: 'Vẫn còn' });
    const [conflict] = await binh.push('answers', [row(goneOn)]);
    expect(conflict).toMatchObject({ outcome: 'conflict', document: { createdBy: 'p-an', _deleted: true } });
    expect(await binh.push('answers', [row(goneOn, revisionOf(deleted))])).toEqual([]);
    expect(await stored('answers', answer.id)).toMatchObject({ note: 'Vẫn còn', createdBy: 'p-an' });
  });

  it('lets Bình push what he made of it', async () => {
    const finding = newFinding(an.person, caseId);
    const merged = edited(finding, binh.person, { measureNote: 'Trong 10 ngày' });
    expect(await binh.push('findings', [row(merged)])).toMatchObject([{ outcome: 'refused' }]);
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('findings', finding)]));
    expect(await bring(binh, signed)).toEqual(nothingRefused);
    expect(await binh.push('findings', [row(merged, revisionOf(finding))])).toEqual([]);
  });

  it('is merged with what others have written there since, by field', async () => {
    const base = newFinding(binh.person, caseId);
    expect(await binh.push('findings', [row(base)])).toEqual([]);
    const theirs = edited(base, binh.person, { measureNote: 'Trong 10 ngày', title: 'Niêm yết' });
    const mine = edited(base, an.person, { fact: 'Thiếu 04 nhóm hàng', title: 'Niêm yết thiếu 04 nhóm' });
    expect(await binh.push('findings', [row(theirs, revisionOf(base))])).toEqual([]);
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('findings', mine, { base })]));
    expect(await bring(binh, signed)).toEqual(nothingRefused);
    const now = await stored<Finding>('findings', base.id);
    expect(now).toMatchObject({ measureNote: 'Trong 10 ngày', fact: 'Thiếu 04 nhóm hàng' });
    expect(now.conflicts.map(({ path, values }) => [path, values.map(({ by }) => by).sort()])).toEqual([
      ['/title', ['p-an', 'p-binh']],
    ]);
  });

  it('goes on from what was brought of her before, also where others went on from that', async () => {
    const base = newFinding(binh.person, caseId);
    expect(await binh.push('findings', [row(base)])).toEqual([]);
    const first = edited(base, an.person, { fact: 'Thiếu 04 nhóm hàng' });
    const brought = signedBundle(bundleOf(an.person, caseId, [bundleRow('findings', first, { base })]));
    expect(await bring(binh, brought)).toEqual(nothingRefused);
    const over = edited(first, binh.person, { measureNote: 'Trong 10 ngày' });
    expect(await binh.push('findings', [row(over, revisionOf(first))])).toEqual([]);
    const second = edited(first, an.person, { fact: 'Thiếu 05 nhóm hàng' });
    const met = [{ state: first, isWritten: true }];
    const again = bundleRow('findings', second, { base, met });
    expect(await bring(binh, signedBundle(bundleOf(an.person, caseId, [again])))).toEqual(nothingRefused);
    expect(await stored('findings', base.id)).toMatchObject({
      ...{ fact: 'Thiếu 05 nhóm hàng', measureNote: 'Trong 10 ngày', conflicts: [] },
    });
  });

  it('is no difference when it is brought again after somebody who had it wrote over all of it', async () => {
    const base = newFinding(binh.person, caseId);
    expect(await binh.push('findings', [row(base)])).toEqual([]);
    const hers = edited(base, an.person, { fact: 'Thiếu 04 nhóm hàng' });
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('findings', hers, { base })]));
    expect(await bring(binh, signed)).toEqual(nothingRefused);
    const over = edited(hers, binh.person, { fact: 'Thiếu 05 nhóm hàng' });
    expect(await binh.push('findings', [row(over, revisionOf(hers))])).toEqual([]);
    // What she gave away comes by her own laptop as well.
    expect(await bring(an, signed)).toEqual(nothingRefused);
    expect(await stored('findings', base.id)).toEqual(over);
  });

  it('is left where her own laptop has been since', async () => {
    const early = newFinding(an.person, caseId, { fact: 'Thiếu 03 nhóm' });
    const late = edited(early, an.person, { fact: 'Thiếu 04 nhóm' });
    expect(await an.push('findings', [row(early)])).toEqual([]);
    expect(await an.push('findings', [row(late, revisionOf(early))])).toEqual([]);
    const after = edited(late, binh.person, { fact: 'Thiếu 05 nhóm' });
    expect(await binh.push('findings', [row(after, revisionOf(late))])).toEqual([]);
    const signed = signedBundle(bundleOf(an.person, caseId, [bundleRow('findings', early)]));
    expect(await bring(binh, signed)).toEqual(nothingRefused);
    expect(await stored('findings', early.id)).toEqual(after);
  });

  it('is refused row by row where An herself may not write', async () => {
    const own = newFinding(an.person, caseId);
    const forged = newFinding(binh.person, caseId);
    const rows = [bundleRow('findings', own), bundleRow('findings', forged)];
    const answer = await bring(binh, signedBundle(bundleOf(an.person, caseId, rows)));
    expect(answer).toEqual({
      refused: [
        { collection: 'findings', id: forged.id, problem: { code: 'permission.denied', details: { rule: 'author' } } },
      ],
    });
    expect(await stored('findings', forged.id)).toBeNull();
    expect(await stored('findings', own.id)).toEqual(own);
  });
});

describe('a bundle', () => {
  const codeOf = async (session: TestSession, signed: SignedBundle) =>
    (await bring(session, signed)) as { code: string };
  const one = () => bundleOf(an.person, caseId, [bundleRow('findings', newFinding(an.person, caseId))]);

  it('is refused whole when a byte of it was changed, or another signed it', async () => {
    const signed = signedBundle(one());
    const altered = { ...signed, text: signed.text.replace('Niêm yết', 'Niêm yêt') };
    expect(await codeOf(binh, altered)).toMatchObject({ code: 'bundle.unknownSender' });
    expect(await codeOf(binh, signedBundle(one(), 'p-binh'))).toMatchObject({ code: 'bundle.unknownSender' });
    const elsewhere = signedBundle({ ...one(), device: 'device-of-binh' });
    expect(await codeOf(binh, elsewhere)).toMatchObject({ code: 'bundle.unknownSender' });
  });

  it('is refused when it is no bundle, or of another version', async () => {
    const signed = signedBundle(one());
    expect(await codeOf(binh, { ...signed, text: '{"rows":[]}' })).toMatchObject({ code: 'bundle.broken' });
    expect(await codeOf(binh, { ...signed, text: 'không phải gói' })).toMatchObject({ code: 'bundle.broken' });
    expect(await codeOf(binh, signedBundle({ ...one(), protocol: 3 }))).toMatchObject({ code: 'bundle.otherVersion' });
  });

  it('brings nothing when somebody of another unit brings it, nor for another unit', async () => {
    const refused = [{ collection: 'findings', problem: { code: 'scope.denied' } }];
    expect(await bring(giang, signedBundle(one()))).toMatchObject({ refused });
    const elsewhere = bundleRow('findings', newFinding({ ...an.person, scope: 'hoa-ban' }, caseId));
    const bundle = { ...bundleOf(an.person, caseId, [elsewhere]), scope: 'hoa-ban' };
    expect(await bring(binh, signedBundle(bundle))).toMatchObject({ refused });
  });

  it('is refused once its laptop is revoked', async () => {
    const signed = signedBundle(one());
    await server.sql(`update minh_tra.devices set revoked_at = now() where id = 'test-device'`);
    expect(await codeOf(binh, signed)).toMatchObject({ code: 'bundle.revoked' });
    await server.sql(`update minh_tra.devices set revoked_at = null where id = 'test-device'`);
    expect(await bring(binh, signed)).toEqual(nothingRefused);
  });
});
