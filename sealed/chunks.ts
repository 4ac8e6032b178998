import { chunkBytes, type FileCipher } from './file-cipher.ts';

/** Seals a content chunk by chunk as its pieces come, however long each is; the last chunk is sealed otherwise than the others. */
export class Chunks {
  readonly #cipher: FileCipher;
  /** What fills no chunk yet, or the last one. */
  readonly #held = Buffer.allocUnsafeSlow(chunkBytes);
  #heldBytes = 0;
  #sealed = 0;

  constructor(cipher: FileCipher) {
    this.#cipher = cipher;
  }

  /** What was taken and is not sealed; it is overwritten by the next piece. */
  get rest(): Buffer {
    return this.#held.subarray(0, this.#heldBytes);
  }

  /** Takes a piece, whose bytes are the caller's again once all is read; the parts of each chunk that is sealed by it. */
  *take(piece: Uint8Array): Generator<Buffer[]> {
    for (let at = 0; at < piece.byteLength; ) {
      // More comes: a whole chunk that was held is none of the last.
      if (this.#heldBytes === chunkBytes) yield this.#seal(false);
      const taken = Math.min(chunkBytes - this.#heldBytes, piece.byteLength - at);
      this.#held.set(piece.subarray(at, at + taken), this.#heldBytes);
      this.#heldBytes += taken;
      at += taken;
    }
  }

  /** The parts of the last chunk. Nothing is taken after it. */
  end(): Buffer[] {
    return this.#seal(true);
  }

  #seal(isLast: boolean): Buffer[] {
    const parts = this.#cipher.sealChunk(this.#sealed, isLast, this.rest);
    this.#sealed += 1;
    this.#heldBytes = 0;
    return parts;
  }
}
