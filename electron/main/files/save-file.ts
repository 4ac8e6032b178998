import path from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { CallInput } from '../../../shared/bridge/contract.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { writeDurably } from './durable-file.ts';
import { safeFileName } from './file-name.ts';

/** Asks where to, and writes the text; the file's path, or null when the person chose not to. Throws `file.refused`. */
export async function saveFile(window: BrowserWindow, input: CallInput<'file.save'>): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: path.join(app.getPath('documents'), safeFileName(input.suggestedName)),
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  });
  if (canceled || !filePath) return null;
  try {
    await writeDurably(filePath, input.text);
  } catch (thrown) {
    throw new ProblemError('file.refused', undefined, { cause: thrown });
  }
  return filePath;
}
