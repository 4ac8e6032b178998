import type { Page } from 'playwright-core';
import type { Running } from '../../build/system/running.ts';
import { type LaunchedApplication, Stage } from '../../e2e/launch.ts';
import words from '../../renderer/app/texts.vi.json' with { type: 'json' };
import { demonstrationPeople, demonstrationPin } from '../../shared/demonstration.ts';
import { newBenchFolder } from '../bench-window.ts';
import { makeAnswer, makeCase, makeCases } from '../documents.ts';
import type { Ground } from '../ground.ts';
import { startOurServer } from '../server/start-server.ts';
import { longItemIds, longTemplate, longTemplateId } from './template.ts';

/** A laptop on which a person has everything from the server already; its program is closed. */
export interface Laptop {
  readonly serverUrl: string;
  readonly userDataFolder: string;
  /** The case whose checklist has 500 items, half of them answered. */
  readonly longCaseId: string;
  /** Opens the program and the vault. */
  open(): Promise<LaunchedApplication>;
}

const batch = 1_000;
const downloadLimitMs = 900_000;

/** Starts a server with so many cases and one with a long checklist, and downloads all of it as a person does. */
export async function prepareLaptop(ground: Ground, running: Running, caseCount: number): Promise<Laptop> {
  const stage = new Stage(ground);
  await running.add(() => stage.close());
  const server = await startOurServer(running, true);
  for (let first = 0; first < caseCount; first += batch) {
    await server.command({ type: 'import', collection: 'cases', documents: makeCases(batch, first) });
  }
  const long = { ...makeCase(caseCount), state: 'onSite', templateIds: [longTemplateId] };
  const answers = longItemIds.slice(0, longItemIds.length / 2).map((id, n) => makeAnswer(n, long.id, id));
  const dates = { effectiveFrom: null, effectiveTo: null };
  const template = {
    kind: 'template',
    title: 'Mẫu dài',
    ...dates,
    confidence: 'high',
    source: 'Bench',
    data: longTemplate(),
  };
  await server.command({ type: 'publish', publications: [{ id: longTemplateId, scope: 'common', content: template }] });
  await server.command({ type: 'import', collection: 'cases', documents: [long] });
  await server.command({ type: 'import', collection: 'answers', documents: answers });

  const userDataFolder = await newBenchFolder('laptop', running);
  const launch = { serverUrl: server.url, userDataFolder, demonstration: true };
  const first = await stage.openApplication(launch);
  await first.window.getByRole('button', { name: person.name }).click();
  await untilSynced(first.window);
  await first.close();
  return {
    serverUrl: server.url,
    userDataFolder,
    longCaseId: long.id,
    open: async () => {
      const again = await stage.openApplication(launch);
      await again.window.locator('input[type=password]').fill(demonstrationPin);
      await again.window.keyboard.press('Enter');
      await untilSynced(again.window);
      return again;
    },
  };
}

const person = personOf('p-an');

function personOf(id: string) {
  const found = demonstrationPeople.find((each) => each.id === id);
  if (!found) throw new Error(`no demonstration account ${id}`);
  return found;
}

/** The quiet line at the bottom says that everything is here and there. */
async function untilSynced(window: Page): Promise<void> {
  await window
    .locator('a[href="#/outbox"]', { hasText: words.sync.upToDateNever })
    .first()
    .waitFor({ timeout: downloadLimitMs });
}
