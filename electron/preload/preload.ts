import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, databasePortMessage, eventChannel, portChannel } from '../../shared/bridge/channels.ts';
import type { Bridge, EventName, EventPayload } from '../../shared/bridge/contract.ts';

/** Who listens to an event, and what a new listener hears at once where the event is a state. */
interface Hub<Payload> {
  readonly listeners: Set<(payload: Payload) => void>;
  readonly keepsLast: boolean;
  last: { readonly payload: Payload } | null;
}

function hub<Payload>(keepsLast = false): Hub<Payload> {
  return { listeners: new Set(), keepsLast, last: null };
}

const hubs: { readonly [Name in EventName]: Hub<EventPayload<Name>> } = {
  locked: hub(),
  sessionExpired: hub(),
  wake: hub(),
  settings: hub(),
  clock: hub(true),
  packageProgress: hub(),
  captureState: hub(true),
  captured: hub(),
  meeting: hub(),
};

function deliver<Payload>(to: Hub<Payload>, payload: Payload): void {
  if (to.keepsLast) to.last = { payload };
  for (const listener of to.listeners) listener(payload);
}

function subscribe<Payload>(to: Hub<Payload>, listener: (payload: Payload) => void): () => void {
  to.listeners.add(listener);
  if (to.last) listener(to.last.payload);
  return () => to.listeners.delete(listener);
}

ipcRenderer.on(eventChannel, <Name extends EventName>(_event: unknown, name: Name, payload: EventPayload<Name>) => {
  deliver(hubs[name], payload);
});

// A context bridge cannot carry a port: it goes to the page as a message of the window itself.
ipcRenderer.on(portChannel, ({ ports }) => {
  window.postMessage({ type: databasePortMessage }, window.location.origin, [...ports]);
});

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(callChannel, name, input),
  on: (name, listener) => subscribe(hubs[name], listener),
};

contextBridge.exposeInMainWorld('minhTra', bridge);
