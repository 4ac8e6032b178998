/** Bodies under this many characters are sent as they are: zipping gains nothing there. */
const worthZipping = 1_024;

/** A request body as it goes over the wire, and the encoding that its header names. */
export interface WireBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding: 'gzip' | 'identity';
}

/** Text as a request body, gzipped when that is worth it. */
export async function zip(text: string): Promise<WireBody> {
  const plain = new TextEncoder().encode(text);
  if (plain.byteLength < worthZipping) return { bytes: plain, encoding: 'identity' };
  const zipped = new Blob([plain]).stream().pipeThrough(new CompressionStream('gzip'));
  return { bytes: new Uint8Array(await new Response(zipped).arrayBuffer()), encoding: 'gzip' };
}
