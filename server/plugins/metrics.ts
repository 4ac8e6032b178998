import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';
import { isArchiveFailing } from '../queries/health.ts';
import type { Context } from '../services/context.ts';

export interface Metrics {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** Figures of this instance in OpenMetrics, by route and status; no person, document or address in a label. */
export function measure(app: FastifyInstance, context: Context): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry, prefix: 'minh_tra_' });
  const seconds = new Histogram({
    name: 'minh_tra_http_request_seconds',
    help: 'Time to answer a request',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  gauge(registry, 'minh_tra_event_streams', 'Open event streams', () => context.hub.streamCount);
  gauge(registry, 'minh_tra_listening', '1 while changes are heard of', () => (context.hub.isListening ? 1 : 0));
  const { request } = context.connections;
  gauge(registry, 'minh_tra_database_connections', 'Connections for requests', () => request.totalCount);
  gauge(registry, 'minh_tra_database_waiting', 'Requests that wait for a connection', () => request.waitingCount);
  gauge(registry, 'minh_tra_archive_failing', '1 while the log of the database can not be archived', () =>
    // The figures are wanted most while the database is away.
    isArchiveFailing(context.connections.owner).then(Number, () => Number.NaN),
  );
  gauge(
    registry,
    'minh_tra_downloads_waiting',
    'First downloads that wait their turn',
    () => context.downloads.waitingCount,
  );
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    seconds.observe({ method, route: routeOptions.url ?? 'none', status: statusCode }, elapsedTime / 1_000);
  });
  app.addHook('onClose', async () => registry.clear());
  return registry;
}

function gauge(
  registry: Registry<OpenMetricsContentType>,
  name: string,
  help: string,
  read: () => number | Promise<number>,
): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await read());
    },
  });
}
