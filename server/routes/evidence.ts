import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ProblemError } from '../../shared/problem/problem.ts';
import { evidenceParts, mostSliceBytes, offsetHeader, sliceType } from '../../shared/protocol/uploads.ts';
import { Id } from '../../shared/schema/common.ts';
import { callerOf } from '../plugins/access.ts';
import type { Context } from '../services/context.ts';
import { readFileOf, takeSlice, uploadOf } from '../services/evidence.ts';
import { Offset, told } from './tus.ts';

const Params = Type.Object({ evidenceId: Id, part: Type.Enum([...evidenceParts]) });
const Range = Type.Object({ range: Type.Optional(Type.String({ pattern: '^bytes=\\d{1,15}-\\d{0,15}$' })) });
const url = '/evidence/:evidenceId/:part';

/** Originals and small pictures: in by tus, out whole or by range. */
export function evidenceRoutes(app: FastifyInstance, context: Context): void {
  app.register(async (scope) => {
    // What a slice brings is written as it comes.
    scope.addContentTypeParser(sliceType, (_request, body, done) => done(null, body));
    const routes = scope.withTypeProvider<TypeBoxTypeProvider>();
    const config = { access: 'signedIn' as const };
    const tags = ['evidence'];

    routes.head(url, { config, schema: { tags, params: Params } }, async (request, reply) =>
      told(reply, await uploadOf(context, callerOf(request), request.params))
        .code(200)
        .send(),
    );

    routes.patch(
      url,
      {
        config,
        bodyLimit: mostSliceBytes,
        schema: {
          tags,
          params: Params,
          headers: Offset,
          body: Type.Unsafe<Readable>({}),
          response: { 204: Type.Null() },
        },
      },
      async (request, reply) => {
        const at = request.headers[offsetHeader];
        const upload = await takeSlice(context, callerOf(request), request.params, at, request.body);
        return told(reply, upload).code(204).send(null);
      },
    );

    routes.get(
      `${url}/content`,
      { config, schema: { tags, params: Params, headers: Range } },
      async (request, reply) => {
        const { range } = request.headers;
        const file = await readFileOf(context, callerOf(request), request.params, (size) => rangeOf(range, size));
        const { from, to, sizeBytes, bytes } = file;
        if (range !== undefined) reply.header('content-range', `bytes ${from}-${to - 1}/${sizeBytes}`);
        return reply
          .code(range === undefined ? 200 : 206)
          .type('application/octet-stream')
          .header('content-length', to - from)
          .header('accept-ranges', 'bytes')
          .send(bytes);
      },
    );
  });
}

/** The asked bytes, the end excluded. */
function rangeOf(range: string | undefined, sizeBytes: number): readonly [number, number] {
  const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  const from = Number(first);
  const to = Math.min(sizeBytes, last === '' ? sizeBytes : Number(last) + 1);
  if (from >= to) throw new ProblemError('request.invalid', { field: 'range' });
  return [from, to];
}
