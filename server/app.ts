import compress from '@fastify/compress';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { type Limits, standardLimits } from './limits.ts';
import { guardAccess } from './plugins/access.ts';
import { answerHeaders, setAnswerHeaders } from './plugins/answer-headers.ts';
import { describeApi } from './plugins/documentation.ts';
import { measure } from './plugins/metrics.ts';
import { answerBrokenRequest, answerProblems, sendProblem } from './plugins/problems.ts';
import { protocolHeaders, speakProtocol } from './plugins/protocol.ts';
import { connectionOptions, endSlowBodies } from './plugins/slowness.ts';
import { stopPromptly } from './plugins/stopping.ts';
import { validateBySchema } from './plugins/validation.ts';
import { authRoutes } from './routes/auth.ts';
import { broughtFileRoutes } from './routes/brought-files.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { deviceRoutes } from './routes/devices.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { numberRoutes } from './routes/numbers.ts';
import { operationRoutes } from './routes/operations.ts';
import { streamRoute } from './routes/stream.ts';
import { syncRoutes } from './routes/sync.ts';
import type { Context } from './services/context.ts';
import { newId } from './services/cryptography.ts';

export interface AppOptions {
  readonly context: Context;
  readonly log: Logger;
  readonly operatorToken: string | undefined;
  /** True behind a proxy that sets x-forwarded-for. */
  readonly trustProxy: boolean;
  readonly limits?: Limits;
}

const bodyLimit = 64 * 1024;
/** Below this a gzip or brotli frame costs more than it saves. */
const compressFromBytes = 512;

/** The HTTP server with all its routes, not yet listening. */
export async function buildServer(options: AppOptions): Promise<FastifyInstance> {
  const { context, log, operatorToken, trustProxy, limits = standardLimits } = options;
  // A proxy in front is there for TLS.
  const headers = answerHeaders(trustProxy);
  const app = Fastify({
    ...connectionOptions(limits),
    loggerInstance: log,
    // Fastify's own lines name the whole address, and with it what somebody searched for.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // One proxy, and what it says of the address that came to it: what a client claims before that is not believed.
    trustProxy: trustProxy && ((_address: string, hop: number) => hop === 0),
    genReqId: newId,
    requestIdHeader: false,
    clientErrorHandler: answerBrokenRequest(headers),
    // Said in the problems' own shape, by stopPromptly.
    return503OnClosing: false,
    // An address that can't be read comes to no route and no hook.
    frameworkErrors: (_error, _request, reply) => {
      sendProblem(reply.headers({ ...headers, ...protocolHeaders(context) }), { code: 'request.invalid' });
    },
    routerOptions: { maxParamLength: 100 },
  }) as unknown as FastifyInstance;
  setAnswerHeaders(app, headers);
  speakProtocol(app, context);
  endSlowBodies(app, limits);
  stopPromptly(app);
  answerProblems(app, headers);
  validateBySchema(app);
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    requestEncodings: ['gzip', 'identity'],
    zlibOptions: { level: 1 },
    threshold: compressFromBytes,
  });
  await describeApi(app);
  guardAccess(app, { context, operatorToken });
  authRoutes(app, context);
  syncRoutes(app, context);
  bundleRoutes(app, context);
  streamRoute(app, context);
  deviceRoutes(app, context);
  broughtFileRoutes(app, context);
  evidenceRoutes(app, context);
  numberRoutes(app, context);
  operationRoutes(app, context, measure(app, context));
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      route: request.routeOptions.url,
      method: request.method,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      person: request.caller?.person.id,
    });
  });
  return app;
}
