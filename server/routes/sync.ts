import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ProblemError } from '../../shared/problem/problem.ts';
import { PullQuery, PullReply, PushReply, PushRequest } from '../../shared/protocol/sync.ts';
import { callerOf } from '../plugins/access.ts';
import { replicaOf } from '../plugins/protocol.ts';
import type { Context } from '../services/context.ts';
import { type PullPage, pull } from '../services/pull.ts';
import { push, type RowAnswer } from '../services/push.ts';

const pushBodyLimit = 16 * 1024 * 1024;
const Params = Type.Object({ collection: Type.String({ maxLength: 40 }) });

/** The change feed of a collection, and the way into it. */
export function syncRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: 'signedIn' as const };
  const collectionOf = (name: string) => {
    const collection = context.registry.find(name);
    if (!collection) throw new ProblemError('notFound');
    return collection;
  };

  routes.get(
    '/sync/:collection',
    {
      config,
      schema: {
        tags: ['sync'],
        params: Params,
        querystring: PullQuery,
        response: { 200: Type.Unsafe<string>(PullReply) },
      },
    },
    async (request, reply) => {
      const { definition } = collectionOf(request.params.collection);
      const { checkpoint, limit } = request.query;
      const page = await pull(context, callerOf(request), {
        collection: definition.name,
        checkpoint,
        limit,
        replica: replicaOf(request),
      });
      return reply.type('application/json; charset=utf-8').send(pageText(page));
    },
  );

  routes.post(
    '/sync/:collection',
    {
      config,
      bodyLimit: pushBodyLimit,
      schema: { tags: ['sync'], params: Params, body: PushRequest, response: { 200: Type.Unsafe<string>(PushReply) } },
    },
    async (request, reply) => {
      const collection = collectionOf(request.params.collection);
      const answers = await push(context, callerOf(request), collection, request.body.rows, replicaOf(request));
      return reply.type('application/json; charset=utf-8').send(answersText(answers));
    },
  );
}

/** The reply's text around the stored documents' texts: they are neither parsed nor written anew. */
function pageText({ bodies, checkpoint, more, remaining }: PullPage): string {
  const rest = JSON.stringify({ checkpoint, more, remaining }).slice(1);
  return `{"documents":[${bodies.join(',')}],${rest}`;
}

function answersText(answers: readonly RowAnswer[]): string {
  const texts = answers.map((answer) =>
    'problem' in answer
      ? JSON.stringify({ row: answer.row, outcome: 'refused', problem: answer.problem })
      : `{"row":${answer.row},"outcome":"conflict","document":${answer.body}}`,
  );
  return `{"answers":[${texts.join(',')}]}`;
}
