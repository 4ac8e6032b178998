import type { StoragePort } from '../../shared/storage/port.ts';

/** What is used of Electron's MessagePortMain. */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** A storage port made of a MessagePortMain. Messages that came before are handed on once `onmessage` is set. */
export function portOfEmitter(emitter: EmitterPort): StoragePort {
  let receive: ((event: never) => void) | null = null;
  let isStarted = false;
  const port: StoragePort = {
    get onmessage() {
      return receive;
    },
    set onmessage(listener) {
      receive = listener;
      if (isStarted || !listener) return;
      isStarted = true;
      emitter.start();
    },
    onclose: null,
    postMessage: (message) => emitter.postMessage(message),
    close: () => emitter.close(),
  };
  emitter.on('message', (event) => receive?.(event as never));
  emitter.on('close', () => port.onclose?.({} as never));
  return port;
}
