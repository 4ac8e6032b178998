import type { ElectronApplication } from 'playwright-core';

/** Whatever file the person is asked for from now on, to write or to open, is this one. */
export async function chooseFile(electron: ElectronApplication, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, file);
}
