import { pageLayout } from '../../../shared/domain/document/page-layout.ts';
import { type Projection, projected } from '../../../shared/domain/document/straighten.ts';

/** Dots of the straightened page for each millimetre: 150 an inch. */
const scale = 150 / 25.4;
const quality = 0.9;

/** A photograph, and how it shows the page. */
export interface ToStraighten {
  readonly photograph: Blob;
  readonly projection: Projection;
}

/** The page alone, as if it had been laid on a scanner. */
async function straightened({ photograph, projection }: ToStraighten): Promise<Blob> {
  const image = await createImageBitmap(photograph);
  const source = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
  const canvas = new OffscreenCanvas(Math.round(pageLayout.width * scale), Math.round(pageLayout.height * scale));
  const target = canvas.getContext('2d');
  if (!source || !target) throw new Error('no canvas');
  source.drawImage(image, 0, 0);
  const seen = source.getImageData(0, 0, image.width, image.height);
  image.close();
  const page = target.createImageData(canvas.width, canvas.height);
  for (let y = 0; y < canvas.height; y += 1) {
    for (let x = 0; x < canvas.width; x += 1) {
      const at = projected(projection, { x: x / scale, y: y / scale });
      copyDot(seen, at.x, at.y, page.data, (y * canvas.width + x) * 4);
    }
  }
  target.putImageData(page, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

/** What lies between four dots is mixed of them; beyond the photograph it is grey. */
function copyDot(seen: ImageData, x: number, y: number, into: Uint8ClampedArray, to: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const isInside = left >= 0 && top >= 0 && left < seen.width - 1 && top < seen.height - 1;
  const [right, down] = [x - left, y - top];
  const from = (top * seen.width + left) * 4;
  const below = from + seen.width * 4;
  for (let colour = 0; colour < 3; colour += 1) {
    const at = (place: number) => seen.data[place + colour] ?? 0;
    const upper = at(from) * (1 - right) + at(from + 4) * right;
    const lower = at(below) * (1 - right) + at(below + 4) * right;
    into[to + colour] = isInside ? upper * (1 - down) + lower * down : 200;
  }
  into[to + 3] = 255;
}

addEventListener('message', async ({ data }: MessageEvent<ToStraighten>) => {
  postMessage(await straightened(data).catch(() => null));
});
