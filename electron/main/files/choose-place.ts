import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { safeFileName } from './file-name.ts';

/** Asks the person where to write a file; null when they chose not to. */
export async function choosePlace(window: BrowserWindow, suggestedName: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), safeFileName(suggestedName)),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  return canceled || !filePath ? null : filePath;
}
