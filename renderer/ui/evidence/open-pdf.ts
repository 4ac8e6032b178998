import * as pdf from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** A document of which pages can be drawn; nothing in it runs, and it reaches nothing. */
export interface OpenPdf {
  readonly pages: readonly PdfPage[];
  close(): void;
}

export interface PdfPage {
  /** At 96 pixels an inch. */
  readonly width: number;
  readonly height: number;
  /** Draws it so many times as large, until it is told to stop. Throws where it can't be drawn. */
  draw(canvas: HTMLCanvasElement, scale: number, stop: AbortSignal): Promise<void>;
}

/** Why a document is not shown: it asks for a password, or is none. */
export type PdfFault = 'locked' | 'broken';

/** An image in it that claims more pixels is left out: memory does not hold them. */
const mostImagePixels = 120_000_000;
/** PDF counts 72 points an inch. */
const pointsToPixels = 96 / 72;
/** More is not drawn, however long the document claims to be. */
const mostPages = 2_000;

/** Opens the PDF at an address, of which only the parts are read that its shown pages need. Throws a `PdfFault`'s error, see `pdfFaultOf`. */
export async function openPdf(address: string, sizeBytes: number): Promise<OpenPdf> {
  const port = new Worker(workerAddress, { type: 'module' });
  pdf.GlobalWorkerOptions.workerPort = port;
  const range = new StoredBytes(address, sizeBytes);
  const task = pdf.getDocument({
    ...{ range, verbosity: 0, maxImageSize: mostImagePixels, useWasm: false, enableXfa: false },
    ...{ disableAutoFetch: true, disableStream: true },
    ...{ cMapUrl: '/pdf/cmaps/', standardFontDataUrl: '/pdf/standard_fonts/', wasmUrl: fallbackFolder() },
  });
  const close = () => {
    void task.destroy();
    port.terminate();
  };
  const failed = new Promise<never>((_, reject) => {
    range.onFailure = reject;
    // Who has the password opens it in a program of their own.
    task.onPassword = () => reject(new pdf.PasswordException('locked', 1));
    port.onerror = () => reject(new Error('no worker'));
  });
  // Heard by whoever waits for a page; nobody may.
  failed.catch(() => undefined);
  try {
    const document = await Promise.race([task.promise, failed]);
    const count = Math.min(document.numPages, mostPages);
    const numbers = Array.from({ length: count }, (_, place) => place + 1);
    const first = await Promise.race([document.getPage(1), failed]);
    // Pages are mostly alike: the others tell their size when they are drawn.
    const { width, height } = first.getViewport({ scale: pointsToPixels });
    return { pages: numbers.map((number) => pageOf(document, number, { width, height }, failed)), close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

/** What stood in the way of `openPdf`. */
export function pdfFaultOf(thrown: unknown): PdfFault {
  return thrown instanceof pdf.PasswordException ? 'locked' : 'broken';
}

/** `failed`: rejects once its bytes can be read no further, of which the library tells nobody who waits. */
function pageOf(
  document: pdf.PDFDocumentProxy,
  number: number,
  size: { width: number; height: number },
  failed: Promise<never>,
): PdfPage {
  return {
    ...size,
    async draw(canvas, scale, stop) {
      const page = await Promise.race([document.getPage(number), failed]);
      if (stop.aborted) return;
      const viewport = page.getViewport({ scale: scale * pointsToPixels });
      canvas.width = viewport.width;
      canvas.height = viewport.height;
      const drawing = page.render({ canvas, viewport, annotationMode: pdf.AnnotationMode.ENABLE });
      stop.addEventListener('abort', () => drawing.cancel(), { once: true });
      await Promise.race([drawing.promise, failed]);
    },
  };
}

/** The worker imports decoders by a whole address. */
function fallbackFolder(): string {
  return new URL('/pdf/wasm/', window.location.href).href;
}

/** Gives pdf.js the bytes that it asks for, from the sealed original. */
class StoredBytes extends pdf.PDFDataRangeTransport {
  onFailure: (thrown: unknown) => void = () => undefined;
  readonly #address: string;

  constructor(address: string, sizeBytes: number) {
    super(sizeBytes, null);
    this.#address = address;
  }

  override requestDataRange(begin: number, end: number): void {
    this.#read(begin, end).then(
      (bytes) => this.onDataRange(begin, bytes),
      (thrown) => this.onFailure(thrown),
    );
  }

  async #read(begin: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(end - begin);
    for (let at = begin; at < end; ) {
      const answer = await fetch(this.#address, { headers: { range: `bytes=${at}-${end - 1}` } });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      const part = new Uint8Array(await answer.arrayBuffer());
      if (part.byteLength === 0) throw new Error('nothing came');
      bytes.set(part.subarray(0, end - at), at - begin);
      at += part.byteLength;
    }
    return bytes;
  }
}
