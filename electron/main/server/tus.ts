import { ProblemError } from '../../../shared/problem/problem.ts';
import { contentHeader, offsetHeader, sliceType, tusHeader, tusVersion } from '../../../shared/protocol/uploads.ts';
import type { ReadBody, ServerRequest } from './central-server.ts';
import { demandOk } from './problem-answer.ts';
import { SliceSize } from './slice-size.ts';

/** Sends files to the server in slices (tus 1.0.0). Both answer how many bytes it has then, and throw what it answers. */
export interface Tus {
  /** So many bytes a slice is to bring, as the line is now. */
  readonly sliceBytes: number;
  offset(path: string): Promise<number>;
  /** Whether it has all of this very content. */
  isWhole(path: string, content: { readonly sha256: string; readonly sizeBytes: number }): Promise<boolean>;
  send(path: string, from: number, pieces: ReadBody): Promise<number>;
}

export function tusTo(ask: (request: ServerRequest) => Promise<Response>): Tus {
  async function asked(request: ServerRequest): Promise<{ readonly at: number; readonly sha256: string | null }> {
    const response = await ask({ ...request, headers: { [tusHeader]: tusVersion, ...request.headers } });
    await demandOk(response);
    const at = Number(response.headers.get(offsetHeader) ?? Number.NaN);
    if (!Number.isInteger(at)) throw new ProblemError('server.failed');
    return { at, sha256: response.headers.get(contentHeader) };
  }
  const size = new SliceSize();
  return {
    get sliceBytes() {
      return size.bytes;
    },
    offset: async (path) => (await asked({ method: 'HEAD', path })).at,
    async isWhole(path, { sha256, sizeBytes }) {
      const had = await asked({ method: 'HEAD', path });
      return had.at === sizeBytes && had.sha256 === sha256;
    },
    async send(path, from, pieces) {
      const headers = { 'content-type': sliceType, [offsetHeader]: String(from) };
      const began = performance.now();
      try {
        const { at } = await asked({ method: 'PATCH', path, headers, pieces });
        size.went(pieces.sizeBytes, performance.now() - began);
        return at;
      } catch (thrown) {
        size.failed();
        throw thrown;
      }
    },
  };
}
