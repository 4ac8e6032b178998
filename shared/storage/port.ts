/**
 * The least that the storage asks of a port. A DOM MessagePort fits as it is; `portOfEmitter` in electron/database makes
 * one of a MessagePortMain; `createPortPair` joins two ends within one process.
 */
export interface StoragePort {
  postMessage(message: unknown): void;
  onmessage: ((event: never) => void) | null;
  /** Called once when the other end is gone, where the kind of port can tell. */
  onclose?: ((event: never) => void) | null;
  close(): void;
}

/** Calls `receive` with the data of every message that arrives at the port. */
export function listen(port: StoragePort, receive: (data: unknown) => void): void {
  port.onmessage = (event: { readonly data: unknown }) => receive(event.data);
}

interface End extends StoragePort {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: unknown) => void) | null;
}

/** Two ends in one process. Messages pass by reference, each in a microtask of its own, in order. */
export function createPortPair(): [StoragePort, StoragePort] {
  let open = true;
  const ends: [End, End] = [end(1), end(0)];
  function end(other: 0 | 1): End {
    return {
      onmessage: null,
      onclose: null,
      postMessage(message) {
        if (open) void Promise.resolve().then(() => open && ends[other].onmessage?.({ data: message }));
      },
      close() {
        if (!open) return;
        open = false;
        void Promise.resolve().then(() => ends[other].onclose?.({}));
      },
    };
  }
  return ends;
}
