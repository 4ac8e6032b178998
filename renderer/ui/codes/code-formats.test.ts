import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beforeAll, expect, it } from 'vitest';
import { prepareZXingModule as prepareReader, readBarcodes } from 'zxing-wasm/reader';
import { prepareZXingModule as prepareWriter, writeBarcode } from 'zxing-wasm/writer';
import { type CodeFormat, codeFormats } from './code-formats.ts';

/** What each may hold: numbers with their check digit where it has one. */
const texts: Readonly<Record<CodeFormat, string>> = {
  QRCode: 'Niêm phong NP-2026-0042',
  DataMatrix: 'IMEI 356938035643809',
  PDF417: 'Giấy phép 174/GP-BTTTT',
  Code128: 'SN-8934567-A',
  Code39: 'HQ-2026-17',
  EAN13: '8934567890120',
  EAN8: '96385074',
  ITF: '18934567890124',
};

async function moduleOf(name: string): Promise<{ wasmBinary: ArrayBuffer }> {
  const file = await readFile(createRequire(import.meta.url).resolve(name));
  return { wasmBinary: new Uint8Array(file).buffer };
}

beforeAll(async () => {
  prepareReader({ overrides: await moduleOf('zxing-wasm/reader/zxing_reader.wasm') });
  prepareWriter({ overrides: await moduleOf('zxing-wasm/writer/zxing_writer.wasm') });
});

it.each(codeFormats)('reads codes of the kind %s', async (format) => {
  const { image, error } = await writeBarcode(texts[format], { format, scale: 4, addQuietZones: true });
  if (!image) throw new Error(error);
  const found = await readBarcodes(image, { formats: [...codeFormats], tryHarder: true });
  expect(found.map((each) => [each.format, each.text])).toEqual([[format, texts[format]]]);
});
