import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import {
  BookQuery,
  BookReply,
  ReportReply,
  ReportRequest,
  ReserveReply,
  ReserveRequest,
  ReturnRequest,
} from '../../shared/protocol/numbers.ts';
import { callerOf } from '../plugins/access.ts';
import type { Context } from '../services/context.ts';
import { readBook, reserveNumbers, takeBack, takeReport } from '../services/number-blocks.ts';

const reportBodyLimit = 2 * 1024 * 1024;

/** Official numbers of documents, for who writes documents in their unit; the unit's book of them, for everybody in it. */
export function numberRoutes(app: FastifyInstance, context: Context): void {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: 'signedIn' as const };
  const tags = ['numbers'];

  routes.post(
    '/numbers/reserve',
    { config, schema: { tags, body: ReserveRequest, response: { 200: ReserveReply } } },
    async (request) => ({ block: await reserveNumbers(context, callerOf(request), request.body) }),
  );

  routes.post(
    '/numbers/report',
    {
      // A server that was restored goes on above what laptops hold: it is told before all else.
      config: { ...config, afterRestore: true },
      bodyLimit: reportBodyLimit,
      schema: { tags, body: ReportRequest, response: { 200: ReportReply } },
    },
    async (request) => takeReport(context, callerOf(request), request.body.blocks),
  );

  routes.post(
    '/numbers/return',
    { config, schema: { tags, body: ReturnRequest, response: { 200: Type.Object({}) } } },
    async (request) => {
      await takeBack(context, callerOf(request), request.body);
      return {};
    },
  );

  routes.get(
    '/numbers/book',
    { config, schema: { tags, querystring: BookQuery, response: { 200: BookReply } } },
    async (request) => ({ entries: await readBook(context, callerOf(request), request.query.year) }),
  );
}
