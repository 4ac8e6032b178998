import type { Page } from 'playwright-core';
import words from '../../renderer/features/evidence/texts.vi.json' with { type: 'json' };
import { alone, type Measurement } from '../measurement.ts';
import type { Laptop } from './laptop.ts';

export const photographKeys = ['photos.save', 'photos.picture', 'photos.task', 'photos.memory'];
const count = 100;
/** A minute for every ten: what takes longer has come to a stop. */
const limitMs = 600_000;
const shown = `ul[aria-label="${words.list}"] li`;

/** 100 photographs of 12 megapixels, added in one go to a case of the real program. */
export async function measurePhotographs(laptop: Laptop): Promise<Measurement[]> {
  const { window: page, electron, close } = await laptop.open();
  await page.evaluate((place) => {
    location.hash = place;
  }, `#/cases/${laptop.longCaseId}/evidence`);
  await page.locator('input[type=file]').first().waitFor({ state: 'attached' });
  const { savedMs, picturedMs, longestTaskMs } = await addPhotographs(page);
  const peaks = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ memory }) => (memory.peakWorkingSetSize ?? memory.workingSetSize) / 1_024),
  );
  await close();
  return [
    alone('photos.save', 'ms each', savedMs / count, 1),
    alone('photos.picture', 'ms each', picturedMs / count, 1),
    alone('photos.task', 'ms, the longest task of the window', longestTaskMs, 1),
    alone('photos.memory', 'MB, the largest process', Math.max(...peaks), 1),
  ];
}

interface Added {
  /** From choosing the files until all of them stand in the case, and until all have their small picture. */
  readonly savedMs: number;
  readonly picturedMs: number;
  readonly longestTaskMs: number;
}

function addPhotographs(page: Page): Promise<Added> {
  return page.evaluate(
    async ({ count, shown, limitMs }) => {
      const canvas = new OffscreenCanvas(4_000, 3_000);
      const context = canvas.getContext('2d');
      const input = document.querySelector<HTMLInputElement>('input[type=file]');
      if (!context || !input) throw new Error('no canvas, or no field for files');
      const files = new DataTransfer();
      const noise = context.createImageData(400, 300);
      for (let nth = 0; nth < count; nth++) {
        // As much detail as makes a JPEG of some 2 MB.
        for (let at = 0; at < noise.data.length; at += 65_536) {
          crypto.getRandomValues(noise.data.subarray(at, at + 65_536));
        }
        for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = 255;
        context.fillStyle = `hsl(${nth * 7} 40% 60%)`;
        context.fillRect(0, 0, 4_000, 3_000);
        for (let at = 0; at < 18; at++) context.putImageData(noise, (at % 6) * 500, Math.floor(at / 6) * 800);
        const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
        files.items.add(new File([jpeg], `IMG_${nth}.jpg`, { type: 'image/jpeg' }));
      }
      let longestTaskMs = 0;
      const watching = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
      });
      watching.observe({ entryTypes: ['longtask'] });
      const reached = (isReached: () => boolean) =>
        new Promise<number>((resolve, reject) => {
          const limit = setTimeout(() => reject(new Error('the photographs did not come')), limitMs);
          const look = () => {
            if (!isReached()) return;
            changes.disconnect();
            clearTimeout(limit);
            resolve(performance.now());
          };
          const changes = new MutationObserver(look);
          changes.observe(document, { subtree: true, childList: true, characterData: true });
        });
      const all = reached(() => document.querySelectorAll(shown).length >= count);
      const pictured = reached(() => document.querySelectorAll(`${shown} img`).length >= count);
      const began = performance.now();
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
      const [savedAt, picturedAt] = await Promise.all([all, pictured]);
      watching.disconnect();
      return { savedMs: savedAt - began, picturedMs: picturedAt - began, longestTaskMs };
    },
    { count, shown, limitMs },
  );
}
