import { imageSize } from 'image-size';

/** Longest side of a small picture, px; of one that is long and narrow, as a page is, the other side is no shorter than this. */
const side = 480;
const shortSide = 240;
const mostSide = 4_096;
const quality = 0.82;
/** A larger image is not decoded: a few bytes can claim so many pixels that memory does not hold them. */
const mostPixels = 120_000_000;
/** An image says at its beginning how large it is. */
const headBytes = 512 * 1_024;

/** Null for what is no image that can be shown. */
async function smallPictureOf(content: Blob): Promise<Blob | null> {
  const { width, height } = imageSize(new Uint8Array(await content.slice(0, headBytes).arrayBuffer()));
  if (width * height > mostPixels) return null;
  const image = await createImageBitmap(content);
  const [short, long] = [image.width, image.height].sort((a, b) => a - b) as [number, number];
  const scale = Math.min(1, Math.max(side / long, Math.min(shortSide / short, mostSide / long)));
  const canvas = new OffscreenCanvas(Math.max(1, image.width * scale), Math.max(1, image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  postMessage(await smallPictureOf(data).catch(() => null));
});
