import { revisionOf } from '../../shared/domain/revision.ts';
import type { InspectionCase } from '../../shared/schema/cases.ts';
import {
  edited,
  newActivity,
  newAnswer,
  newCase,
  newDocument,
  newEntity,
  newFinding,
  newTemplate,
  row,
  type Wire,
} from './documents.ts';
import { keepTestKeys, newEvidence } from './evidence.ts';
import { startTestServer } from './test-server.ts';
import type { TestSession } from './test-session.ts';

/**
 * A database that a program has worked in: people, their laptops, and a document of each collection; a case of them is
 * edited, one deleted; numbers that one of them reserved and used. Answers its owner's connection; no server runs on it.
 */
export async function livedInDatabase(): Promise<string> {
  const server = await startTestServer();
  const [an, binh] = [await server.signIn('an'), await server.signIn('binh')];
  const entity = newEntity(an.person);
  const made = newCase(an.person, { entityId: entity.id, entityName: entity.name });
  const mistaken = newCase(binh.person, { content: 'Lập nhầm' });
  await accepted(an, 'entities', entity);
  // A new case comes back with its number.
  await an.push('cases', [row(made)]);
  await binh.push('cases', [row(mistaken)]);
  const stored = async (id: string) => {
    const found = (await binh.pullAll('cases')).documents.find((each) => each.id === id);
    if (!found) throw new Error('the case was not taken');
    return found as unknown as Wire<InspectionCase>;
  };
  const [numbered, wrong] = [await stored(made.id), await stored(mistaken.id)];
  await accepted(binh, 'cases', edited(numbered, binh.person, { content: 'Sửa sau' }), revisionOf(numbered));
  const removal: Partial<Wire<InspectionCase>> = { _deleted: true };
  await accepted(binh, 'cases', edited(wrong, binh.person, removal), revisionOf(wrong));
  await accepted(an, 'answers', newAnswer(an.person, made.id, 'post.1', { note: 'Đã xem sổ' }));
  await accepted(an, 'findings', newFinding(an.person, made.id));
  await keepTestKeys(server);
  await accepted(an, 'evidence', newEvidence(an.person, made.id, { title: 'Biển hiệu' }));
  await accepted(binh, 'documents', newDocument(binh.person, made.id));
  await accepted(binh, 'templates', newTemplate(binh.person));
  await accepted(binh, 'activity', newActivity(binh.person, made.id));
  await reserveNumbers(an);
  await server.stop();
  return server.databaseUrl;
}

async function reserveNumbers(session: TestSession): Promise<void> {
  const [requestId, holder] = ['request-of-an-0000', 'holder-of-an-00000'];
  const year = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
  const { block } = (await posted(session, 'reserve', { requestId, holder, year, symbol: 'BB-VPHC', count: 5 })) as {
    block: object;
  };
  await posted(session, 'report', { blocks: [{ block, used: [{ number: 1, documentId: 'document' }] }] });
}

async function posted(session: TestSession, path: string, body: object): Promise<unknown> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await session.request(`/numbers/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

async function accepted(
  session: TestSession,
  collection: string,
  document: { _deleted: boolean },
  base: string | null = null,
): Promise<void> {
  const answers = await session.push(collection, [row(document, base)]);
  if (answers.length > 0) throw new Error(`${collection}: ${JSON.stringify(answers)}`);
}
