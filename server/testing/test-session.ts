import { randomBytes } from 'node:crypto';
import { demonstrationPassword } from '../../shared/demonstration.ts';
import type { SessionReply } from '../../shared/protocol/auth.ts';
import type { PullReply, PushReply, PushRow } from '../../shared/protocol/sync.ts';
import { protocolHeader, protocolVersion, replicaHeader } from '../../shared/protocol/version.ts';
import type { WireDocument } from '../services/proposal.ts';
import { openEvents, type TestEvents } from './test-events.ts';

export interface SignInOptions {
  readonly deviceId?: string;
  /** Where the proxy in front says that it came from. */
  readonly address?: string;
  readonly password?: string;
}

/** A pulled page, its documents readable field by field. */
export type TestPage = Omit<PullReply, 'documents'> & { readonly documents: WireDocument[] };

/** A signed-in person on a device, speaking the protocol over HTTP as a device does. */
export interface TestSession extends SessionReply {
  readonly deviceId: string;
  /** Sent as the replica header; a device has one a database file. */
  readonly replica: string;
  request(path: string, init?: RequestInit): Promise<Response>;
  pull(collection: string, checkpoint?: string, limit?: number): Promise<TestPage>;
  /** Pulls until nothing more is there. */
  pullAll(collection: string, checkpoint?: string, limit?: number): Promise<Pick<TestPage, 'documents' | 'checkpoint'>>;
  push(collection: string, rows: readonly PushRow[]): Promise<PushReply['answers']>;
  /** Opens the event stream and waits for `ready`. */
  events(): Promise<TestEvents>;
}

/** Signs in over HTTP; throws what the server answered when it refused. */
export async function openTestSession(
  url: string,
  username: string,
  options: SignInOptions = {},
): Promise<TestSession> {
  const deviceId = options.deviceId ?? `device-${randomBytes(8).toString('hex')}`;
  const password = options.password ?? demonstrationPassword;
  const from: Record<string, string> = options.address ? { 'x-forwarded-for': options.address } : {};
  const reply = await postJson(url, '/auth/sign-in', { username, password, deviceId, deviceName: 'Máy thử' }, from);
  if (!reply.ok) throw new Error(`sign-in of ${username}: ${reply.status} ${await reply.text()}`);
  return testSession(url, (await reply.json()) as SessionReply, deviceId);
}

/** A session over tokens that are there already. */
export function testSession(url: string, session: SessionReply, deviceId: string): TestSession {
  const replica = `replica-${randomBytes(8).toString('hex')}`;
  const request = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${session.accessToken}`,
        [protocolHeader]: String(protocolVersion),
        [replicaHeader]: replica,
        ...(init.headers as Record<string, string>),
      },
    });
  const pull = async (collection: string, checkpoint?: string, limit = 500) => {
    const query = new URLSearchParams({ limit: String(limit), ...(checkpoint ? { checkpoint } : {}) });
    return (await success(await request(`/sync/${collection}?${query}`))) as TestPage;
  };
  return {
    ...session,
    deviceId,
    replica,
    request,
    pull,
    async pullAll(collection, checkpoint, limit) {
      const documents: WireDocument[] = [];
      let at = checkpoint;
      for (;;) {
        const page = await pull(collection, at, limit);
        documents.push(...page.documents);
        at = page.checkpoint;
        if (!page.more) return { documents, checkpoint: at };
      }
    },
    async push(collection, rows) {
      const init = { method: 'POST', body: JSON.stringify({ rows }), headers: { 'content-type': 'application/json' } };
      return ((await success(await request(`/sync/${collection}`, init))) as PushReply).answers;
    },
    events: () => openEvents(() => request('/sync/stream')),
  };
}

export function postJson(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [protocolHeader]: String(protocolVersion), ...headers },
    body: JSON.stringify(body),
  });
}

async function success(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}
