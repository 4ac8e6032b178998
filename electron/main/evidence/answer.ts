import { evidencePathPrefix, pictureBytes, sliceBytes } from '../../../shared/bridge/evidence.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import { giveBack } from '../files/give-back.ts';
import { problemAnswer } from '../server/problem-answer.ts';
import type { Evidence } from './evidence.ts';

/** Types that a page may show; all else is bytes to it. */
const shown: ReadonlySet<string> = new Set([
  ...['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'],
  ...['video/mp4', 'video/webm', 'video/quicktime', 'audio/mpeg', 'audio/mp4', 'audio/webm', 'audio/ogg', 'audio/wav'],
]);
const incomingPath = /^incoming\/([0-9A-HJKMNP-TV-Z]{26})$/;
const filePath = /^files\/([0-9a-f]{64})$/;

/** Answers the window's requests below `evidencePathPrefix`: slices come in by POST, files go out by GET, ranges too. Never throws. */
export function evidenceAnswers(open: () => Promise<Evidence>): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await answer(await open(), request);
    } catch (thrown) {
      return problemAnswer(problemOf(thrown));
    }
  };
}

async function answer(evidence: Evidence, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const asked = pathname.slice(evidencePathPrefix.length);
  const [, incoming] = incomingPath.exec(asked) ?? [];
  if (incoming && request.method === 'POST') {
    const slice = new Uint8Array(await request.arrayBuffer());
    if (slice.byteLength > sliceBytes) throw new ProblemError('request.tooLarge');
    await evidence.intake.append(incoming, wholeNumber(searchParams.get('at')), slice);
    giveBack(slice);
    return new Response(null, { status: 204 });
  }
  if (asked === 'pictures' && request.method === 'POST') {
    const picture = new Uint8Array(await request.arrayBuffer());
    if (picture.byteLength > pictureBytes) throw new ProblemError('request.tooLarge');
    return Response.json(await evidence.store.keep(picture));
  }
  const [, sha256] = filePath.exec(asked) ?? [];
  if (sha256 && request.method === 'GET') {
    const sizeBytes = wholeNumber(searchParams.get('size'));
    return file(evidence, request, { sha256, sizeBytes }, searchParams.get('type') ?? '');
  }
  throw new ProblemError('notFound');
}

async function file(
  { store }: Evidence,
  request: Request,
  content: { readonly sha256: string; readonly sizeBytes: number },
  type: string,
): Promise<Response> {
  const reader = await store.read(content);
  if (!reader) throw new ProblemError('notFound');
  const range = rangeOf(request.headers.get('range'), content.sizeBytes);
  const [from, to] = range ?? [0, content.sizeBytes];
  const pieces = reader.read(from, to);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await pieces.next().catch(async (thrown: unknown) => {
        await reader.close();
        throw thrown;
      });
      if (!piece.done) return controller.enqueue(piece.value);
      await reader.close();
      controller.close();
    },
    cancel: () => reader.close(),
  });
  const headers = {
    'content-type': shown.has(type) ? type : 'application/octet-stream',
    'content-length': String(to - from),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
    ...(range ? { 'content-range': `bytes ${from}-${to - 1}/${content.sizeBytes}` } : {}),
  };
  return new Response(body, { status: range ? 206 : 200, headers });
}

/**
 * The asked range, its end excluded; null where the whole is asked for, or what can't be given. All of it is answered, as it is read: Chromium
 * takes the end of a shorter answer for the end of the video.
 */
function rangeOf(header: string | null, sizeBytes: number): [number, number] | null {
  const [, first = '', last = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '') return null;
  const from = Number(first);
  const to = Math.min(last === '' ? sizeBytes : Number(last) + 1, sizeBytes);
  return from < to ? [from, to] : null;
}

function wholeNumber(text: string | null): number {
  if (!text || !/^\d{1,15}$/.test(text)) throw new ProblemError('request.invalid', { field: 'number' });
  return Number(text);
}
