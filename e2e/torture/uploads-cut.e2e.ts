import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fewestSliceBytes } from '../../electron/main/server/slice-size.ts';
import type { Random } from '../../server/demonstration/random.ts';
import { newCase, row } from '../../server/testing/documents.ts';
import { startTestServer, type TestServer } from '../../server/testing/test-server.ts';
import type { EvidenceRecord } from '../../shared/schema/evidence.ts';
import { documentOf, EvidenceLaptop, faultOf, sendOn, signIn, takeFile } from './evidence-laptop.ts';
import { type Play, scenario } from './scenario.ts';

const fileBytes = /^[0-9a-f]{64}$/;

/** An original of these bytes in a new case, on the laptop and, by its document, on the server. */
async function takeIn(server: TestServer, laptop: EvidenceLaptop, bytes: Buffer): Promise<EvidenceRecord> {
  const evidence = await laptop.start();
  const an = await server.signIn('an');
  const made = newCase(an.person);
  await an.push('cases', [row(made)]);
  const signed = await takeFile(evidence, '1'.padStart(26, '0'), made.id, bytes);
  laptop.session = await signIn(server, laptop, signed.publicKey);
  const [refused] = await laptop.session.push('evidence', [row(documentOf(an.person, signed))]);
  if (refused) throw new Error(JSON.stringify(refused));
  return signed.record;
}

async function cutAgainAndAgain(
  play: Play,
  laptop: EvidenceLaptop,
  record: EvidenceRecord,
  random: Random,
): Promise<void> {
  for (let round = 0; round < play.rounds; round++) {
    laptop.fault = faultOf(random);
    const isRestarted = random.next() < 0.3;
    play.note(`${JSON.stringify(laptop.fault)}${isRestarted ? ', restart' : ''}`);
    const evidence = laptop.evidence ?? (await laptop.start());
    await sendOn(evidence, record).catch(() => undefined);
    if (isRestarted) await laptop.restart();
  }
}

// A photograph's, or a video's, way to the server is cut again and again, and the laptop starts anew in between.
scenario('uploads cut', { ci: 5, full: 50, roundMs: 20_000 }, async (play) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'minh-tra-uploads-'));
  const evidenceFolder = path.join(folder, 'server');
  const server = await startTestServer({ evidenceFolder });
  const bytes = randomBytes(play.rounds * fewestSliceBytes);
  const laptop = new EvidenceLaptop(path.join(folder, 'laptop'), server.url);
  try {
    const record = await takeIn(server, laptop, bytes);
    await cutAgainAndAgain(play, laptop, record, play.random);
    laptop.fault = null;
    await sendOn(laptop.evidence ?? (await laptop.start()), record);
    const answer = await (await server.signIn('binh')).request(`/evidence/${record.evidenceId}/original/content`);
    const arrived = Buffer.from(await answer.arrayBuffer());
    const kept = (await readdir(evidenceFolder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const digest = createHash('sha256').update(arrived).digest('hex');
    const resentBytes = laptop.sentBytes - bytes.byteLength;
    return {
      acknowledged: 1,
      lost: arrived.equals(bytes) && digest === record.sha256 ? [] : ['the original'],
      doubled: kept
        .filter(({ name }) => fileBytes.test(name))
        .slice(1)
        .map(({ name }) => name),
      // What went out twice is what was under way when the connection was cut, and no more.
      diverged: resentBytes <= laptop.unansweredBytes ? [] : [`${resentBytes} bytes were sent twice`],
      measured: { resentBytes, bytes: bytes.byteLength },
    };
  } finally {
    await laptop.evidence?.close(20_000);
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
