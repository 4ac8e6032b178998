import type { AllowedCollection } from '../../electron/database/collection-gate.ts';
import { DeviceStorage } from '../../renderer/data/storage/device-storage.ts';
import { databasePortMessage } from '../../shared/bridge/channels.ts';
import { rxSchemaOf } from '../../shared/schema/collection.ts';
import { deviceCollections } from '../../shared/schema/collections.ts';
import { createStorageClient, type EncryptedStorage } from '../../shared/storage/client.ts';
import { schemaHashOf } from '../../shared/storage/schema-hash.ts';
import { extraCollections } from './collections.ts';
import type { Peer } from './peer.ts';
import { openRxdb } from './rxdb-peer.ts';

const ourCollections = Promise.all(
  [...deviceCollections, ...extraCollections].map(async (definition) => ({
    name: definition.name,
    version: definition.version,
    schemaHash: await schemaHashOf(rxSchemaOf(definition) as never),
  })),
);

/** The encrypted storage of one file behind its port. */
export interface EncryptedFile {
  readonly storage: EncryptedStorage;
  close(): Promise<void>;
  remove(): Promise<void>;
}

/** Opens a file in the database process that was prepared, or in a new one, and the port to it. */
export async function openEncryptedFile(
  name: string,
  collections?: readonly AllowedCollection[],
): Promise<EncryptedFile> {
  const arriving = nextPort();
  await window.benchShell.openDatabase(name, collections ?? (await ourCollections));
  const client = createStorageClient();
  await client.attach(await arriving);
  return {
    storage: client.storage,
    close: async () => {
      client.close();
      await window.benchShell.closeDatabase(name);
    },
    remove: async () => {
      client.close();
      await window.benchShell.removeDatabase(name);
    },
  };
}

function nextPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const onMessage = ({ data, ports: [port] }: MessageEvent) => {
      if (data?.type !== databasePortMessage || !port) return;
      window.removeEventListener('message', onMessage);
      resolve(port);
    };
    window.addEventListener('message', onMessage);
  });
}

export interface EncryptedPeer extends Peer {
  search(text: string, limit: number): Promise<readonly string[]>;
}

/** The product's own database: RxDB over the encrypted storage in its process. */
export async function openEncrypted(name: string, withExtras = false): Promise<EncryptedPeer> {
  const file = await openEncryptedFile(name);
  const { customRequest } = file.storage;
  const peer = await openRxdb({
    storage: new DeviceStorage(file.storage),
    name,
    withExtras,
    countByState: async () => {
      const groups = await customRequest({ type: 'count', database: name, collection: 'cases', groupBy: 'state' });
      return new Map(groups.map(({ value, count }) => [String(value), count]));
    },
  });
  return {
    ...peer,
    search: (text, limit) => customRequest({ type: 'search', database: name, collection: 'cases', text, limit }),
    close: async () => {
      await peer.close();
      await file.close();
    },
    destroy: async () => {
      await peer.close();
      await file.remove();
    },
  };
}
