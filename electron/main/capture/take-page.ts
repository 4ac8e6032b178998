import type { WebContents } from 'electron';
import type { Size } from '../../../shared/domain/evidence/layers.ts';
import { pictureParts } from '../../../shared/domain/evidence/picture-parts.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';

/** What a page looks like and consists of, at one moment. */
export interface TakenPage {
  /** PNG, from the top down. */
  readonly pictures: readonly Buffer[];
  /** MHTML: the page with its pictures and styles. */
  readonly archive: Buffer;
  readonly size: Size;
  readonly isCut: boolean;
}

/** A picture of 16,000 pixels took 6 s on a machine under load. A page whose scripts never end answers nothing. */
const answersWithinMs = 45_000;
/** What is held in memory at once. */
const mostBytes = 256 * 1_048_576;

/**
 * Takes a page while its scripts rest. `scale`: pixels of the screen for one of the page. Throws `capture.noAnswer`, and `capture.tooLarge` for what memory does
 * not hold.
 */
export async function takePage(contents: WebContents, scale: number, mostPictures: number): Promise<TakenPage> {
  const ask = (method: string, params: object = {}) => within(contents.debugger.sendCommand(method, params));
  await ask('Emulation.setScriptExecutionDisabled', { value: true });
  try {
    const { cssContentSize } = await ask('Page.getLayoutMetrics');
    const { parts, isCut } = pictureParts(cssContentSize, scale, mostPictures);
    const pictures: Buffer[] = [];
    let bytes = 0;
    const hold = (part: Buffer) => {
      bytes += part.byteLength;
      if (bytes > mostBytes) throw new ProblemError('capture.tooLarge');
      return part;
    };
    for (const part of parts) {
      const clip = { ...part, scale: 1 };
      const shot = await ask('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip });
      pictures.push(hold(Buffer.from(shot.data, 'base64')));
    }
    const { data } = await ask('Page.captureSnapshot', { format: 'mhtml' });
    const { width, height } = cssContentSize;
    return { pictures, archive: hold(Buffer.from(data, 'utf8')), size: { width, height }, isCut };
  } finally {
    // A page that is gone needs no scripts.
    await ask('Emulation.setScriptExecutionDisabled', { value: false }).catch(() => undefined);
  }
}

async function within<Answer>(asked: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ProblemError('capture.noAnswer')), answersWithinMs);
  });
  try {
    return await Promise.race([asked, limit]);
  } catch (cause) {
    throw cause instanceof ProblemError ? cause : new ProblemError('capture.noAnswer', undefined, { cause });
  } finally {
    clearTimeout(timer);
  }
}
