import type { Page } from 'playwright-core';
import type { Running } from '../../build/system/running.ts';
import { type LaunchedApplication, Stage } from '../../e2e/launch.ts';
import { openNetwork } from '../../e2e/network.ts';
import { goTo } from '../../e2e/story/exchange.ts';
import { agreesToConnect, joinMeeting, meetingEnv, openMeeting } from '../../e2e/story/meeting.ts';
import { laptopOf, syncLine } from '../../e2e/story/people.ts';
import evidenceWords from '../../renderer/features/evidence/texts.vi.json' with { type: 'json' };
import exchangeWords from '../../renderer/features/exchange/texts.vi.json' with { type: 'json' };
import { makeAnswer, makeCase, makeFinding } from '../documents.ts';
import type { Ground } from '../ground.ts';
import { alone, type Measurement } from '../measurement.ts';
import type { BenchOptions } from '../options.ts';
import { type BenchServerProcess, startOurServer } from '../server/start-server.ts';
import { median } from '../statistics.ts';
import { noteField } from './checklist.ts';
import { longItemIds, longTemplate, longTemplateId } from './template.ts';

const [answers, findings, photographs] = [600, 60, 200];
const limitMs = 100_000;
const stages = exchangeWords.meeting.stage;
const shownPhotographs = `ul[aria-label="${evidenceWords.list}"] li`;
const longCase = { ...makeCase(0), state: 'onSite', templateIds: [longTemplateId] } as const;

/**
 * Two programs on one network without a server: 600 answers, 60 findings and 200 photographs of a case that one has and the other has not,
 * from "Join" until the other has all documents, and all files as well.
 */
export async function* measureMerge(
  ground: Ground,
  { rounds }: BenchOptions,
  running: Running,
): AsyncGenerator<Measurement> {
  const times: Met[] = [];
  for (let round = 0; round < Math.min(rounds, 3); round++) {
    const met = await merged(ground, running);
    console.error(`merge.lan round ${round}: ${Math.round(met.documentsMs)}, with files ${Math.round(met.allMs)}`);
    times.push(met);
  }
  yield alone('merge.lan', 'ms', median(times.map(({ documentsMs }) => documentsMs)), times.length);
  yield alone('merge.lan.files', 'ms', median(times.map(({ allMs }) => allMs)), times.length);
}

async function merged(ground: Ground, running: Running): Promise<Met> {
  const stage = new Stage(ground);
  await running.add(() => stage.close());
  const server = await startOurServer(running, true);
  await publishTemplate(server);
  await server.command({ type: 'import', collection: 'cases', documents: [longCase] });
  const [near, far] = [await openNetwork(server.url), await openNetwork(server.url)];
  const binh = await laptopOf(stage, far.url, 'binh', { env: meetingEnv });
  const an = await laptopOf(stage, near.url, 'an', { env: meetingEnv });
  // Both learn the other's key; then one is away, and the other goes on for a while.
  for (const { window } of [an, binh]) await knowsColleague(window);
  await far.down();
  await importWork(server);
  await goTo(an.window, longCase.id, 'findings');
  await an.window.getByText(makeFinding(0, longCase.id).title).first().waitFor({ timeout: limitMs });
  await syncLine(an.window, /^Đã đồng bộ/);
  await near.down();
  await answerAll(an.window);
  await addPhotographs(an.window);
  const met = await meet(an, binh);
  await Promise.all([an.close(), binh.close()]);
  await Promise.all([near.close(), far.close()]);
  return met;
}

async function publishTemplate(server: BenchServerProcess): Promise<void> {
  const dates = { effectiveFrom: null, effectiveTo: null };
  const data = longTemplate();
  const content = { kind: 'template', title: 'Mẫu dài', ...dates, confidence: 'high', source: 'Bench', data } as const;
  await server.command({ type: 'publish', publications: [{ id: longTemplateId, scope: 'common', content }] });
}

/** What no key answers, and findings: these came over the server while the other was away already. */
async function importWork(server: BenchServerProcess): Promise<void> {
  const ids = Array.from({ length: answers }, (_, nth) => longItemIds[nth] ?? `other.${nth}`);
  const documents = ids.filter((_, nth) => !isPressed(nth)).map((id, nth) => makeAnswer(nth, longCase.id, id));
  await server.command({ type: 'import', collection: 'answers', documents });
  const found = Array.from({ length: findings }, (_, nth) => makeFinding(nth, longCase.id));
  await server.command({ type: 'import', collection: 'findings', documents: found });
}

/** Items that ask about compliance: each is answered by a key. */
function isPressed(nth: number): boolean {
  return nth < longItemIds.length && nth % 10 !== 9;
}

async function knowsColleague(window: Page): Promise<void> {
  await goTo(window, longCase.id, 'exchange');
  await window
    .getByRole('checkbox', { name: /Trần Văn Bình|Nguyễn Thị An/ })
    .and(window.locator(':enabled'))
    .first()
    .waitFor({ timeout: limitMs });
}

async function answerAll(window: Page): Promise<void> {
  await goTo(window, longCase.id, 'checklist');
  await window.locator(noteField).first().waitFor();
  for (const nth of longItemIds.keys()) {
    if (isPressed(nth)) await window.keyboard.press('1');
    await window.keyboard.press('ArrowDown');
  }
}

/** Small ones: what is measured is what is known of them. */
async function addPhotographs(window: Page): Promise<void> {
  await goTo(window, longCase.id, 'evidence');
  await window.getByText(evidenceWords.empty.title).waitFor();
  await window.evaluate(async (count) => {
    const canvas = new OffscreenCanvas(320, 240);
    const context = canvas.getContext('2d');
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (!context || !input) throw new Error('no canvas, or no field for files');
    const files = new DataTransfer();
    for (let nth = 0; nth < count; nth++) {
      context.fillStyle = `rgb(${nth} 90 ${255 - nth})`;
      context.fillRect(0, 0, 320, 240);
      // No two are the same bytes.
      context.strokeText(`IMG ${nth}`, 40, 40 + (nth % 100));
      files.items.add(new File([await canvas.convertToBlob({ type: 'image/jpeg' })], `IMG_${nth}.jpg`));
    }
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, photographs);
  // Each has its small picture.
  await window
    .locator(shownPhotographs)
    .locator('img')
    .nth(photographs - 1)
    .waitFor({ timeout: limitMs });
}

interface Met {
  /** Until all documents of the one are with the other, and until all files are as well. */
  readonly documentsMs: number;
  readonly allMs: number;
}

async function meet(an: LaunchedApplication, binh: LaunchedApplication): Promise<Met> {
  const code = await openMeeting(an, longCase.id);
  await agreesToConnect(binh);
  await joinMeeting(binh.window, longCase.id, code);
  const began = performance.now();
  const hasDocuments = binh.window.getByText(stages.files).waitFor({ timeout: limitMs });
  const haveAll = [an, binh].map(({ window }) => window.getByText(stages.both).waitFor({ timeout: limitMs }));
  const [documentsMs] = await Promise.all([hasDocuments.then(() => performance.now() - began), ...haveAll]);
  return { documentsMs, allMs: performance.now() - began };
}
