import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerProblems } from './problems.ts';

let app: FastifyInstance;
let thrown: unknown;
beforeEach(() => {
  app = fastify();
  answerProblems(app, {});
  app.get('/', () => {
    throw thrown;
  });
});
afterEach(() => app.close());

it.each([
  ['57P01', 'terminating connection due to administrator command'],
  ['58030', 'could not read block'],
  ['40P01', 'deadlock detected'],
  ['ECONNRESET', 'read ECONNRESET'],
  ['', 'Connection terminated unexpectedly'],
  ['', 'Connection terminated due to connection timeout'],
  ['', 'timeout expired'],
  ['', 'timeout exceeded when trying to connect'],
  ['', 'Client has encountered a connection error and is not queryable'],
  ['', 'Received unexpected commandComplete message from backend.'],
])('a database that is away is told as passing: %s %s', async (code, message) => {
  thrown = Object.assign(new Error(message), code && { code });
  const { statusCode, body } = await app.inject('/');
  expect([statusCode, JSON.parse(body)]).toEqual([503, { code: 'server.failed' }]);
});

it.each([
  ['22P02', 'invalid input syntax for type integer: "Sao Mai"'],
  ['', 'Cannot read properties of undefined'],
])('a fault of the program is told as one, without its words: %s %s', async (code, message) => {
  thrown = Object.assign(new Error(message), code && { code });
  const { statusCode, body } = await app.inject('/');
  expect([statusCode, JSON.parse(body)]).toEqual([500, { code: 'internal' }]);
});
