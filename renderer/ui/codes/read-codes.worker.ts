import { imageSize } from 'image-size';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import reader from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { type CodesInPicture, codeFormats, type ReadCode } from './code-formats.ts';

/** A picture that claims more pixels is not decoded: memory does not hold them. */
const mostPixels = 120_000_000;
/** An image says at its beginning how large it is. */
const headBytes = 512 * 1_024;
/** More finds no more codes, and takes longer. */
const longestSide = 4_096;

// Left to itself the library asks a foreign address for it.
prepareZXingModule({ overrides: { locateFile: () => reader } });

async function imageOf(picture: Blob | ImageBitmap): Promise<ImageBitmap> {
  if (picture instanceof ImageBitmap) return picture;
  const { width, height } = imageSize(new Uint8Array(await picture.slice(0, headBytes).arrayBuffer()));
  if (width * height > mostPixels) throw new Error('too many pixels');
  return createImageBitmap(picture);
}

async function codesIn(picture: Blob | ImageBitmap): Promise<CodesInPicture> {
  const image = await imageOf(picture);
  const { width, height } = image;
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, width * scale), Math.max(1, height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const found = await readBarcodes(context.getImageData(0, 0, canvas.width, canvas.height), {
    formats: [...codeFormats],
    tryHarder: true,
  });
  const codes = found.flatMap(({ format, text, position }): readonly ReadCode[] => {
    const known = codeFormats.find((each) => each === format);
    const { topLeft, topRight, bottomRight, bottomLeft } = position;
    const at = ({ x, y }: typeof topLeft) => ({ x: x / scale, y: y / scale });
    return known
      ? [{ format: known, text, corners: [at(topLeft), at(topRight), at(bottomRight), at(bottomLeft)] }]
      : [];
  });
  return { codes, width, height };
}

addEventListener('message', async ({ data }: MessageEvent<Blob | ImageBitmap>) => {
  postMessage(await codesIn(data).catch(() => null));
});
