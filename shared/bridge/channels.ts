/** IPC channel of every call from the window; the call's name is its first argument. */
export const callChannel = 'minh-tra:call';

/** IPC channel of every event to the window; the event's name is its first argument. */
export const eventChannel = 'minh-tra:event';

/** IPC channel that brings the database's MessagePort to the preload. */
export const portChannel = 'minh-tra:port';

/**
 * The database port comes by `window.postMessage` with this `type` and the MessagePort transferred: a context bridge
 * cannot carry a port.
 */
export const databasePortMessage = 'minh-tra:database-port';
