import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

const created = 'fastify.initialization';

/** Runs `start`, and answers with what it gave every route that a Fastify made meanwhile has: `GET /devices`. */
export async function withRoutes<Result>(start: () => Promise<Result>): Promise<[Result, readonly string[]]> {
  const routes: string[] = [];
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const each of [method].flat()) routes.push(`${each} ${url}`);
    });
  };
  subscribe(created, listen);
  try {
    return [await start(), routes];
  } finally {
    unsubscribe(created, listen);
  }
}
