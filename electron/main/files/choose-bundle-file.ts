import { app, type BrowserWindow, dialog } from 'electron';

/** Ends the name of a file of bundles. */
const extension = 'minhtra';

/** Asks the person which file of bundles to read; null when they chose none. */
export async function chooseBundleFile(window: BrowserWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    defaultPath: app.getPath('documents'),
    filters: [{ name: 'Minh Tra', extensions: [extension] }],
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
