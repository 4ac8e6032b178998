import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

/** Leaves numbered pictures of a story, or none when it has no folder. */
export class Camera {
  readonly #folder: string | null;
  #taken = 0;

  constructor(folder: string | null) {
    this.#folder = folder;
  }

  async take(page: Page, name: string): Promise<void> {
    if (!this.#folder) return;
    await mkdir(this.#folder, { recursive: true });
    // Notices that slide in or out would blur the picture.
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null))));
    const number = String(++this.#taken).padStart(2, '0');
    await page.screenshot({ path: path.join(this.#folder, `${number}-${name}.png`) });
  }
}
