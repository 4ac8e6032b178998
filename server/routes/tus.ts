import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, type TSchema, Type } from 'typebox';
import {
  contentHeader,
  lengthHeader,
  mostSliceBytes,
  offsetHeader,
  sliceType,
  tusHeader,
  tusVersion,
} from '../../shared/protocol/uploads.ts';
import { callerOf } from '../plugins/access.ts';
import type { Upload } from '../services/evidence.ts';
import type { Caller } from '../services/session.ts';

/** Files of one kind, as they come in. */
interface Incoming<Params extends TSchema> {
  readonly url: string;
  readonly tag: string;
  /** Of the address: which file. */
  readonly params: Params;
  readonly uploadOf: (caller: Caller, asked: Static<Params>) => Promise<Upload>;
  readonly takeSlice: (caller: Caller, asked: Static<Params>, at: number, body: Readable) => Promise<Upload>;
}

/** After how many bytes a slice goes on. */
const Offset = Type.Object({ [offsetHeader]: Type.Integer({ minimum: 0 }) });

/** Takes files in by tus 1.0.0: `HEAD` tells how far one has come, `PATCH` brings what follows. `scope`: an encapsulated context. */
export function tusRoutes<Params extends TSchema>(scope: FastifyInstance, files: Incoming<Params>): void {
  const { url, params } = files;
  const config = { access: 'signedIn' as const };
  const tags = [files.tag];
  // What a slice brings is written as it comes.
  scope.addContentTypeParser(sliceType, (_request, body, done) => done(null, body));
  const routes = scope.withTypeProvider<TypeBoxTypeProvider>();

  routes.head(url, { config, schema: { tags, params } }, async (request, reply) =>
    told(reply, await files.uploadOf(callerOf(request), request.params as Static<Params>))
      .code(200)
      .send(),
  );

  routes.patch(
    url,
    {
      config,
      bodyLimit: mostSliceBytes,
      schema: { tags, params, headers: Offset, body: Type.Unsafe<Readable>({}), response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      const at = request.headers[offsetHeader];
      const upload = await files.takeSlice(callerOf(request), request.params as Static<Params>, at, request.body);
      return told(reply, upload).code(204).send(null);
    },
  );
}

/** How far a file has come, in an answer. */
function told(reply: FastifyReply, { offset, length, sha256 }: Upload): FastifyReply {
  const headers = { [tusHeader]: tusVersion, [offsetHeader]: offset, [lengthHeader]: length, [contentHeader]: sha256 };
  return reply.headers(headers);
}
