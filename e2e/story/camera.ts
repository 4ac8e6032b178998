import { mkdir, writeFile } from 'node:fs/promises';
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
    await page.screenshot({ path: this.#next(this.#folder, `${name}.png`) });
  }

  /** Keeps what a command said. */
  async write(name: string, words: string): Promise<void> {
    if (!this.#folder) return;
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#next(this.#folder, `${name}.txt`), words);
  }

  #next(folder: string, name: string): string {
    return path.join(folder, `${String(++this.#taken).padStart(2, '0')}-${name}`);
  }
}
