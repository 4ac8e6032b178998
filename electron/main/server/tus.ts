import { ProblemError } from '../../../shared/problem/problem.ts';
import { offsetHeader, sliceType, tusHeader, tusVersion } from '../../../shared/protocol/uploads.ts';
import type { ServerRequest } from './central-server.ts';
import { demandOk } from './problem-answer.ts';

/** Sends files to the server in slices (tus 1.0.0). Both answer how many bytes it has then, and throw what it answers. */
export interface Tus {
  offset(path: string): Promise<number>;
  send(path: string, from: number, bytes: Uint8Array<ArrayBuffer>): Promise<number>;
}

export function tusTo(ask: (request: ServerRequest) => Promise<Response>): Tus {
  async function asked(request: ServerRequest): Promise<number> {
    const response = await ask({ ...request, headers: { [tusHeader]: tusVersion, ...request.headers } });
    await demandOk(response);
    const at = Number(response.headers.get(offsetHeader) ?? Number.NaN);
    if (!Number.isInteger(at)) throw new ProblemError('server.failed');
    return at;
  }
  return {
    offset: (path) => asked({ method: 'HEAD', path }),
    send: (path, from, body) =>
      asked({ method: 'PATCH', path, headers: { 'content-type': sliceType, [offsetHeader]: String(from) }, body }),
  };
}
