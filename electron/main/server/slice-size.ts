const mebibyte = 1_048_576;
export const fewestSliceBytes = mebibyte;
const mostSentBytes = 64 * mebibyte;
/** About so long a slice is to take: whoever pauses is heard soon, and what a connection of its own costs on a long line is little beside it. */
const aimedMs = 4_000;
/** What is sealed in one. */
const stepBytes = 256 * 1_024;

/** How much the next slice of a file brings, by how long the last one took. */
export class SliceSize {
  #bytes = fewestSliceBytes;

  get bytes(): number {
    return this.#bytes;
  }

  /** A slice of so many bytes went; one much smaller than it might have been tells of the line's delay alone. */
  went(bytes: number, ms: number): void {
    if (bytes < this.#bytes / 2) return;
    const fitting = (bytes * aimedMs) / Math.max(ms, 1);
    this.#bytes = limited(Math.min(fitting, 4 * this.#bytes));
  }

  failed(): void {
    this.#bytes = limited(this.#bytes / 2);
  }
}

function limited(bytes: number): number {
  return Math.min(Math.max(Math.floor(bytes / stepBytes) * stepBytes, fewestSliceBytes), mostSentBytes);
}
