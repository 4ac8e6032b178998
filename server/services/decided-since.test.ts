import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revisionOf } from '../../shared/domain/revision.ts';
import type { Synced } from '../../shared/schema/common.ts';
import { type Case, moveCase, pushCase, storedCase } from '../testing/case-moves.ts';
import { edited, newAnswer, newCase, newFinding, row, type Wire } from '../testing/documents.ts';
import { keepCopy, restoreCopy } from '../testing/older-copy.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import type { TestSession } from '../testing/test-session.ts';
import { giveBack, lost, told } from '../testing/told-states.ts';

let server: TestServer;
let an: TestSession;
let binh: TestSession;
let dung: TestSession;
let made: Case;

beforeEach(async () => {
  server = await startTestServer();
  [an, binh, dung] = await Promise.all([server.signIn('an'), server.signIn('binh'), server.signIn('dung')]);
  made = newCase(binh.person);
  await binh.push('cases', [row(made)]);
  await moveCase(server, made.id, [binh, 'decided'], [binh, 'announced'], [an, 'onSite'], [binh, 'reporting']);
});
afterEach(() => server.stop());

const submitAndApprove = () => moveCase(server, made.id, [binh, 'submitted'], [dung, 'approved']);

async function stored<Document extends Synced>(collection: string, id: string): Promise<Wire<Document>> {
  const [kept] = await server.sql<{ body: string }>(`select body from sync.${collection} where id = $1`, [id]);
  return JSON.parse(kept?.body ?? 'null') as Wire<Document>;
}

/** What An's laptop knows of a collection, given back to the server that was restored meanwhile. */
async function bringBack(known: Awaited<ReturnType<typeof told>>, collection: string): Promise<number> {
  return giveBack(an, await lost(an, known.values(), collection), collection);
}

const valuesOf = ({ conflicts }: Synced) =>
  conflicts.map(({ path, values, settled }) => [path, values.map(({ value }) => value), settled?.by]);

/** An answer is changed, and the case approved, after the copy was made; what An's laptop knows of both. */
async function approvedAfterTheCopy() {
  const answer = newAnswer(an.person, made.id, 'item-1', { note: 'trước' });
  await an.push('answers', [row(answer)]);
  await keepCopy(server);
  const later = edited(answer, an.person, { note: 'sau' });
  await an.push('answers', [row(later, revisionOf(answer))]);
  await submitAndApprove();
  const [answers, cases] = [await told(an, 'answers'), await told(an, 'cases')];
  return { answer, later, answers, cases };
}

describe('what comes back to a case that was approved since', () => {
  it('changes none of its answers: it is kept beside, and said by whom', async () => {
    const answer = newAnswer(an.person, made.id, 'item-1', { note: 'trước' });
    await an.push('answers', [row(answer)]);
    await keepCopy(server);
    const later = edited(answer, an.person, { note: 'sau', value: 'notCompliant' });
    await an.push('answers', [row(later, revisionOf(answer))]);
    const known = await told(an, 'answers');
    server = await restoreCopy(server);
    await submitAndApprove();
    expect(await bringBack(known, 'answers')).toBe(1);
    const after = await stored('answers', answer.id);
    expect(after).toMatchObject({ note: 'trước', value: 'compliant', updatedBy: 'server' });
    expect(valuesOf(after)).toEqual([
      ['/note', ['trước', 'sau'], 'server'],
      ['/value', ['compliant', 'notCompliant'], 'server'],
    ]);
    // It is there by now, whoever else brings it.
    expect(await lost(an, known.values(), 'answers')).toEqual([]);
    const [line] = await server.sql<{ details: object }>(
      `select details from minh_tra.audit_lines where kind = 'gaveBack'`,
    );
    expect(line?.details).toEqual({ collection: 'answers', documents: 1, ids: answer.id });
  });

  it('adds no finding to it: it is kept, and the diary tells what it said', async () => {
    await keepCopy(server);
    const finding = newFinding(an.person, made.id, { title: 'Không niêm yết giá', fact: 'Điểm phục vụ số 3' });
    await an.push('findings', [row(finding)]);
    const known = await told(an, 'findings');
    server = await restoreCopy(server);
    await submitAndApprove();
    expect(await bringBack(known, 'findings')).toBe(1);
    const after = await stored('findings', finding.id);
    expect(after).toMatchObject({ title: finding.title, fact: finding.fact, _deleted: true });
    expect(valuesOf(after)).toEqual([['/', [{ deleted: true }, { deleted: false }], 'server']]);
    const diary = [...(await told(binh, 'activity')).values()].map(({ document }) => document);
    expect(diary).toMatchObject([
      { kind: 'merged', caseId: made.id, createdBy: 'server', text: 'Không niêm yết giá\nĐiểm phục vụ số 3' },
    ]);
  });

  it('leaves the case as it was approved', async () => {
    await keepCopy(server);
    const before = await storedCase(server, made.id);
    expect(await pushCase(binh, before, { ...before, content: 'nội dung bị mất' })).toBe('ok');
    const known = await told(an, 'cases');
    server = await restoreCopy(server);
    await submitAndApprove();
    expect(await bringBack(known, 'cases')).toBe(1);
    const after = await storedCase(server, made.id);
    expect(after).toMatchObject({ state: 'approved', content: before.content });
    expect(valuesOf(after)).toContainEqual(['/content', [before.content, 'nội dung bị mất'], 'server']);
    // An approved case goes on its way.
    await moveCase(server, made.id, [binh, 'handling']);
  });

  it('comes back whole where the approval itself was lost, whichever comes first', async () => {
    const { answer, later, answers, cases } = await approvedAfterTheCopy();
    for (const order of [
      ['answers', 'cases'],
      ['cases', 'answers'],
    ]) {
      server = await restoreCopy(server);
      for (const collection of order) await bringBack(collection === 'cases' ? cases : answers, collection);
      expect(await stored('answers', answer.id)).toEqual(later);
      expect(await storedCase(server, made.id)).toMatchObject({ state: 'approved', conflicts: [] });
    }
  });

  it('changes nothing that was approved anew, also where an approval was lost', async () => {
    const { answer, answers, cases } = await approvedAfterTheCopy();
    server = await restoreCopy(server);
    const again = await submitAndApprove();
    await bringBack(cases, 'cases');
    await bringBack(answers, 'answers');
    expect(await stored('answers', answer.id)).toMatchObject({ note: 'trước' });
    expect(await storedCase(server, made.id)).toMatchObject({ state: 'approved', moves: again.moves });
  });
});
