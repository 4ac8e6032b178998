import { contextBridge, ipcRenderer } from 'electron';
import { databasePortMessage, portChannel } from '../../shared/bridge/channels.ts';
import { type BenchShell, shellChannel } from '../window/shell.ts';

// As the product's preload does: a context bridge cannot carry a port.
ipcRenderer.on(portChannel, ({ ports }) => {
  window.postMessage({ type: databasePortMessage }, window.location.origin, [...ports]);
});

const call =
  (name: keyof BenchShell) =>
  (...input: readonly unknown[]) =>
    ipcRenderer.invoke(shellChannel, name, ...input);

const shell: BenchShell = {
  prepareDatabase: call('prepareDatabase'),
  openDatabase: call('openDatabase'),
  closeDatabase: call('closeDatabase'),
  removeDatabase: call('removeDatabase'),
  reachServer: call('reachServer'),
  makePlain: call('makePlain'),
  sealPlain: call('sealPlain'),
  copyPlain: call('copyPlain'),
  readSealed: call('readSealed'),
  readPlain: call('readPlain'),
  sendSealed: call('sendSealed'),
  putPlain: call('putPlain'),
  dropSealed: call('dropSealed'),
};

contextBridge.exposeInMainWorld('benchShell', shell);
