import type { Page } from 'playwright-core';
import { alone, type Measurement } from '../measurement.ts';
import type { BenchOptions } from '../options.ts';
import { median, percentile } from '../statistics.ts';
import type { Laptop } from './laptop.ts';

const sentence = 'Chưa niêm yết giá cước tại điểm phục vụ số 2';
const betweenKeysMs = 70;
/** Longer than a save waits: the save falls into the typing that follows. */
const pauseMs = 450;
export const noteField = 'section[aria-label] textarea';

declare global {
  interface Window {
    /** Milliseconds from each key to the frame that shows it. */
    keyTimes?: number[];
  }
}

/** The real program, its checklist of 500 items: how long it takes to open, and the slowest key while notes are typed. */
export async function measureChecklist(laptop: Laptop, { wants, rounds }: BenchOptions): Promise<Measurement[]> {
  const { window: page, close } = await laptop.open();
  const found: Measurement[] = [];
  const openings: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    await toList(page);
    openings.push(await openChecklist(page, laptop.longCaseId));
    console.error(`checklist.open round ${round}: ${Math.round(openings.at(-1) ?? 0)}`);
  }
  const [first = 0, ...later] = openings;
  if (wants('checklist.open')) {
    found.push(alone('checklist.open', 'ms', median(later), rounds), alone('checklist.open.first', 'ms', first, 1));
  }
  if (wants('typing.500')) {
    const times = await typeNotes(page, rounds);
    found.push(
      alone('typing.500', 'ms, the slowest key', Math.max(...times), rounds),
      alone('typing.500.p50', 'ms', median(times), rounds),
      alone('typing.500.p95', 'ms', percentile(times, 0.95), rounds),
    );
  }
  await close();
  return found;
}

async function toList(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/cases';
  });
  await page.locator('table tr[data-index]').first().waitFor();
}

/** From leaving the list of cases to the painted checklist with its open item. */
function openChecklist(page: Page, caseId: string): Promise<number> {
  return page.evaluate(
    ({ place, field }) =>
      new Promise<number>((resolve) => {
        const began = performance.now();
        const watching = new MutationObserver(() => {
          if (!document.querySelector(field)) return;
          watching.disconnect();
          requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => resolve(performance.now() - began);
            painted.port2.postMessage(null);
          });
        });
        watching.observe(document, { subtree: true, childList: true });
        location.hash = place;
      }),
    { place: `#/cases/${caseId}/checklist`, field: noteField },
  );
}

/** Types notes with pauses in which they are saved; gives every key's time. */
async function typeNotes(page: Page, rounds: number): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.keyTimes = times;
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => times.push(performance.now() - timeStamp);
        painted.port2.postMessage(null);
      });
    };
    window.addEventListener('keydown', onKey, { capture: true });
  });
  await page.locator(noteField).last().focus();
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.type(`${sentence} `, { delay: betweenKeysMs });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  const times = await page.evaluate(() => window.keyTimes ?? []);
  const typed = (sentence.length + 1) * rounds;
  const text = await page.locator(noteField).last().inputValue();
  if (times.length === 0 || text.length < typed) throw new Error(`${text.length} of ${typed} letters were typed`);
  return times;
}
