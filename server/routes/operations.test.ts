import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
const lines: string[] = [];

beforeAll(async () => {
  server = await startTestServer({ onLog: (line) => lines.push(line), operatorToken: 'an-operators-token' });
});
afterAll(() => server.stop());

describe('for operators', () => {
  it('health and readiness', async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'up' });
    expect(await (await fetch(`${server.url}/ready`)).json()).toEqual({ status: 'ready' });
  });

  it('figures, to this machine or with the token', async () => {
    const ask = (headers: Record<string, string>) => fetch(`${server.url}/metrics`, { headers });
    await (await server.signIn('an')).request('/sync/entities');
    const figures = await (await ask({})).text();
    expect(figures).toContain('minh_tra_http_request_seconds_bucket');
    expect(figures).toContain('route="/sync/:collection"');
    expect(figures).toMatch(/# EOF\n$/);
    expect(figures).not.toMatch(/p-an|song-mai/);
    const proxied = { 'x-forwarded-for': '203.0.113.9' };
    expect((await ask(proxied)).status).toBe(403);
    expect((await ask({ ...proxied, authorization: 'Bearer guess' })).status).toBe(403);
    expect((await ask({ ...proxied, authorization: 'Bearer an-operators-token' })).status).toBe(200);
  });

  it('a description of every route, made of the schemas that validate', async () => {
    const api = (await (await fetch(`${server.url}/docs/json`)).json()) as { paths: Record<string, object> };
    expect(Object.keys(api.paths).sort()).toEqual([
      '/auth/refresh',
      '/auth/sign-in',
      '/auth/sign-out',
      '/bundles/{sha256}/{sizeBytes}',
      '/devices',
      '/devices/{deviceId}/revoke',
      '/evidence/{evidenceId}/{part}',
      '/evidence/{evidenceId}/{part}/content',
      '/health',
      '/metrics',
      '/numbers/book',
      '/numbers/report',
      '/numbers/reserve',
      '/numbers/return',
      '/ready',
      '/sync/bundles',
      '/sync/restored',
      '/sync/stream',
      '/sync/{collection}',
      '/sync/{collection}/given-back',
      '/sync/{collection}/lost',
    ]);
    expect(JSON.stringify(api.paths['/auth/sign-in'])).toContain('deviceName');
    expect((await fetch(`${server.url}/docs`)).headers.get('content-type')).toContain('text/html');
  });

  it('an id for every request, unlike any other', async () => {
    lines.length = 0;
    await Promise.all([fetch(`${server.url}/health`), fetch(`${server.url}/health`)]);
    const ids = lines.flatMap((line) => /"reqId":"([^"]+)"/.exec(line)?.[1] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toMatch(/^[\w-]{22}$/);
  });
});
