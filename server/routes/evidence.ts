import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ProblemError } from '../../shared/problem/problem.ts';
import { evidenceParts } from '../../shared/protocol/uploads.ts';
import { Id } from '../../shared/schema/common.ts';
import { callerOf } from '../plugins/access.ts';
import type { Context } from '../services/context.ts';
import { readFileOf, takeSlice, uploadOf } from '../services/evidence.ts';
import { tusRoutes } from './tus.ts';

const Params = Type.Object({ evidenceId: Id, part: Type.Enum([...evidenceParts]) });
const Range = Type.Object({ range: Type.Optional(Type.String({ pattern: '^bytes=\\d{1,15}-\\d{0,15}$' })) });
const url = '/evidence/:evidenceId/:part';
const tag = 'evidence';

/** Originals and small pictures: in by tus, out whole or by range. */
export function evidenceRoutes(app: FastifyInstance, context: Context): void {
  app.register(async (scope) => {
    tusRoutes(scope, {
      ...{ url, tag, params: Params },
      uploadOf: (caller, asked) => uploadOf(context, caller, asked),
      takeSlice: (caller, asked, at, body) => takeSlice(context, caller, asked, at, body),
    });

    scope
      .withTypeProvider<TypeBoxTypeProvider>()
      .get(
        `${url}/content`,
        { config: { access: 'signedIn' }, schema: { tags: [tag], params: Params, headers: Range } },
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
