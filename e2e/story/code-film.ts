import { writeFile } from 'node:fs/promises';
import { encode } from 'uqr';

const [width, height] = [640, 480];
/** Pixels of one module of the code. */
const scale = 10;

/** A film (YUV4MPEG2) on which a camera sees a QR code, for Chromium's camera that plays a file. */
export async function filmOfCode(file: string, text: string): Promise<void> {
  const { data, size } = encode(text);
  const light = Buffer.alloc(width * height, 235);
  const [left, top] = [(width - size * scale) >> 1, (height - size * scale) >> 1];
  for (const [row, modules] of data.entries()) {
    for (const [column, isDark] of modules.entries()) {
      if (!isDark) continue;
      for (let y = 0; y < scale; y += 1) {
        const from = (top + row * scale + y) * width + left + column * scale;
        light.fill(16, from, from + scale);
      }
    }
  }
  const grey = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey]);
  await writeFile(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`), frame, frame]),
  );
}
