import type { FastifyInstance } from 'fastify';

const nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** The page at /docs: its own scripts, styles and pictures, and the description that it asks for. */
const docsPage = [
  nothing,
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
].join('; ');

/**
 * Headers of every answer, those of a broken request and of the stream included: nothing is sniffed, framed, kept or told
 * on. `behindTls`: a proxy in front speaks TLS, and browsers are told to come by it alone.
 */
export function answerHeaders(behindTls: boolean): Record<string, string> {
  return {
    'content-security-policy': nothing,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(behindTls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

export function setAnswerHeaders(app: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    if (request.routeOptions.url?.startsWith('/docs')) reply.header('content-security-policy', docsPage);
  });
}
