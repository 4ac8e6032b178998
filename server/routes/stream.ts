import type { OutgoingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ProblemError } from '../../shared/problem/problem.ts';
import { callerOf } from '../plugins/access.ts';
import { replicaOf } from '../plugins/protocol.ts';
import type { Context } from '../services/context.ts';
import { scopesOf } from '../services/pull.ts';

const commentMs = 15_000;
/** A device that takes no more than this is gone or too slow: it opens a new stream when it can. */
const mostUnsentBytes = 64 * 1024;

/** Server-sent events: `ready`, then `changed` for what the caller may read; ends with the access token. */
export function streamRoute(app: FastifyInstance, context: Context): void {
  app.get(
    '/sync/stream',
    // A stream without its events would be held open for nothing.
    { config: { access: 'signedIn' }, compress: false, exposeHeadRoute: false, schema: { tags: ['sync'] } },
    async (request, reply) => {
      if (!context.hub.isListening) throw new ProblemError('server.failed');
      const caller = callerOf(request);
      const scopes = await scopesOf(context, caller);
      const replica = replicaOf(request);
      const write = openStream(reply);
      const end = () => reply.raw.end();
      const remove = context.hub.add({
        sessionId: caller.sessionId,
        scopes: new Set(scopes),
        replica,
        send: (event) => write(`event: changed\ndata: ${JSON.stringify(event)}\n\n`),
        end,
      });
      const comments = setInterval(() => write(': still here\n\n'), commentMs);
      const expiry = setTimeout(end, caller.expiresAt - context.now());
      const leave = () => {
        remove();
        clearInterval(comments);
        clearTimeout(expiry);
      };
      // A device may have gone while its rights were read.
      if (reply.raw.closed || reply.raw.destroyed) leave();
      else reply.raw.on('close', leave);
      write('event: ready\ndata: {}\n\n');
    },
  );
}

/** Takes the answer out of Fastify's hands and begins the stream; answers what writes to it. */
function openStream(reply: FastifyReply): (text: string) => void {
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(reply.getHeaders() as OutgoingHttpHeaders),
    'content-type': 'text/event-stream; charset=utf-8',
    // Nothing follows a stream on its connection, and a server that stops need not wait for one that follows nothing.
    connection: 'close',
    'x-accel-buffering': 'no',
  });
  return (text) => {
    if (reply.raw.writableEnded || reply.raw.destroyed) return;
    if (reply.raw.writableLength > mostUnsentBytes) reply.raw.destroy();
    else reply.raw.write(text);
  };
}
