import { join } from 'node:path';
import type { RxJsonSchema } from 'rxdb';
import { onTestFinished } from 'vitest';
import { createStorageClient, type StorageClientOptions } from '../../../shared/storage/client.ts';
import { protocolVersion, type StorageOptions } from '../../../shared/storage/contract.ts';
import { createPortPair, type StoragePort } from '../../../shared/storage/port.ts';
import { Engine, type EngineOptions } from '../engine.ts';
import { type PortOptions, servePort } from '../port.ts';
import { scratchDirectory, testKey } from './scratch.ts';
import { wireSchemaOf } from './wire-schema.ts';

/** An engine on a file of its own, closed when the test has ended. */
export function openEngine(options: Partial<EngineOptions> = {}): Engine {
  const engine = Engine.open({ file: join(scratchDirectory(), 'test.db'), keyHex: testKey, ...options });
  onTestFinished(() => engine.close());
  return engine;
}

/** Opens a collection in an engine without any port. */
export function openTable<Doc>(engine: Engine, schema: RxJsonSchema<Doc>, options: StorageOptions = {}): number {
  const wire = wireSchemaOf(schema);
  const input = { protocol: protocolVersion, database: 'test', collection: 'things', schema: wire, options };
  return engine.openInstance({ changed() {} }, input).instance;
}

/** A client on a port of its own to an engine; `near` is its end. */
export async function connectClient(
  engine: Engine,
  options: StorageClientOptions & Pick<Partial<PortOptions>, 'allowed'> = {},
  watch: (port: StoragePort) => StoragePort = (port) => port,
) {
  const [near, far] = createPortPair();
  const closePort = servePort({ engine, port: far, allowed: options.allowed ?? 'any' });
  const client = createStorageClient(options);
  await client.attach(watch(near));
  return { client, storage: client.storage, closePort };
}
