import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../../shared/problem/problem.ts';
import type { Metrics } from '../plugins/metrics.ts';
import { isAnswering } from '../queries/health.ts';
import type { Context } from '../services/context.ts';

/** For those who run the server: does it live, can it work. */
export function operationRoutes(app: FastifyInstance, context: Context, metrics: Metrics): void {
  const config = { access: 'anyone' as const };

  app.get('/health', { config, schema: { tags: ['operations'] } }, async () => ({ status: 'up' }));

  app.get('/ready', { config, schema: { tags: ['operations'] } }, async () => {
    if (!context.hub.isListening || !(await isAnswering(context.connections.request))) {
      throw new ProblemError('server.failed');
    }
    return { status: 'ready' };
  });

  app.get('/metrics', { config: { access: 'operator' }, schema: { tags: ['operations'] } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
}
