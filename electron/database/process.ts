import { schemaHash } from '../../shared/storage/schema-hash.ts';
import { createDatabaseProcess } from './database-process.ts';
import { type EmitterPort, portOfEmitter } from './emitter-port.ts';
import { loadAddon } from './open-file.ts';
import type { ToDatabaseProcess } from './process-messages.ts';

/** What is used of Electron's `process.parentPort`. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: ToDatabaseProcess; readonly ports: readonly EmitterPort[] }) => void,
  ): void;
}

// The entry of the utility process: main alone speaks to it here, everyone else over a port that main hands in.
const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const [, , nativeBinding] = process.argv;
const database = createDatabaseProcess((message) => parentPort.postMessage(message), nativeBinding);
parentPort.on('message', ({ data, ports }) => database.receive(data, ports.map(portOfEmitter)));
parentPort.postMessage({ type: 'ready' });

// The process stands before its file is named, while a PIN is typed: what every opening loads is loaded now.
setImmediate(() => {
  try {
    loadAddon(nativeBinding);
    void schemaHash({});
  } catch {
    // The opening meets it again, and tells of it.
  }
});
