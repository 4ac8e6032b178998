import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { protocolVersion } from '../../shared/protocol/version.ts';

const path = '/docs';

/** OpenAPI of every route, from the schemas that validate its input, with a page to read it at `/docs`. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Minh Tra', description: 'Central server of Minh Tra', version: `protocol ${protocolVersion}` },
      components: { securitySchemes: { session: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
  });
  await app.register(swaggerUi, { routePrefix: path });
}
