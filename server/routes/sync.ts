import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ProblemError } from '../../shared/problem/problem.ts';
import {
  GivenBackReply,
  GivenBackRequest,
  LostReply,
  LostRequest,
  PullQuery,
  PullReply,
  PushReply,
  PushRequest,
  RestoredRequest,
} from '../../shared/protocol/sync.ts';
import { callerOf } from '../plugins/access.ts';
import { replicaOf } from '../plugins/protocol.ts';
import type { Context } from '../services/context.ts';
import { endGivingBack } from '../services/end-giving-back.ts';
import { findLost, giveBack } from '../services/give-back.ts';
import { type PullPage, pull } from '../services/pull.ts';
import { type PushOutcome, push } from '../services/push.ts';

const pushBodyLimit = 16 * 1024 * 1024;
const lostBodyLimit = 1024 * 1024;
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
        signal: request.signal,
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
      const outcome = await push(context, callerOf(request), collection, request.body.rows, replicaOf(request));
      return reply.type('application/json; charset=utf-8').send(outcomeText(outcome));
    },
  );

  routes.post(
    '/sync/:collection/lost',
    {
      config: { ...config, afterRestore: true },
      bodyLimit: lostBodyLimit,
      schema: { tags: ['sync'], params: Params, body: LostRequest, response: { 200: LostReply } },
    },
    async (request) => {
      const collection = collectionOf(request.params.collection);
      return { lost: await findLost(context, callerOf(request), collection, request.body.rows), epoch: context.epoch };
    },
  );

  routes.post(
    '/sync/:collection/given-back',
    {
      config: { ...config, afterRestore: true },
      bodyLimit: pushBodyLimit,
      schema: { tags: ['sync'], params: Params, body: GivenBackRequest, response: { 200: GivenBackReply } },
    },
    async (request) => {
      const collection = collectionOf(request.params.collection);
      return { taken: await giveBack(context, callerOf(request), collection, request.body.rows) };
    },
  );

  routes.post(
    '/sync/restored',
    {
      config: { ...config, afterRestore: true },
      schema: { tags: ['sync'], body: RestoredRequest, response: { 200: Type.Object({}) } },
    },
    async (request) => {
      await endGivingBack(context, callerOf(request), request.body.epoch);
      return {};
    },
  );
}

/** The reply's text around the stored documents' texts: they are neither parsed nor written anew. */
function pageText({ bodies, ...rest }: PullPage): string {
  return `{"documents":[${bodies.join(',')}],${JSON.stringify(rest).slice(1)}`;
}

function outcomeText({ answers, receipts }: PushOutcome): string {
  const texts = answers.map((answer) =>
    'problem' in answer
      ? JSON.stringify({ row: answer.row, outcome: 'refused', problem: answer.problem })
      : `{"row":${answer.row},"outcome":"conflict","receipt":"${answer.receipt}","document":${answer.body}}`,
  );
  return `{"answers":[${texts.join(',')}],"receipts":${JSON.stringify(receipts)}}`;
}
