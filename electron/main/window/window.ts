import path from 'node:path';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Settings } from '../../../shared/bridge/contract.ts';
import { readJson, writeDurably } from '../files/durable-file.ts';
import { type Bounds, defaultSize, smallestSize, usableBounds } from './bounds.ts';

/** The page's background before its styles are there: no flash of white at night. */
export const backgrounds = { light: '#ffffff', dark: '#161a1b' } as const;

/** Session of the page: in memory alone, so that nothing which the page keeps reaches the disk in plain. */
export const pagePartition = 'minh-tra-page';

export interface WindowOptions {
  readonly userDataFolder: string;
  readonly preload: string;
  readonly theme: Settings['theme'];
  readonly hasDevTools: boolean;
}

export function applyTheme(theme: Settings['theme']): void {
  nativeTheme.themeSource = theme === 'auto' ? 'system' : theme;
}

export interface MainWindow {
  readonly window: BrowserWindow;
  /** Keeps where the window is. A convenience: a full disk closes it all the same. */
  rememberBounds(): Promise<void>;
}

function boundsOf(window: BrowserWindow): Bounds {
  return { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
}

/** Makes the window, hidden until it has something to show, where it was when it was last closed. */
export async function createWindow(options: WindowOptions): Promise<MainWindow> {
  const file = path.join(options.userDataFolder, 'window.json');
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const remembered = usableBounds(await readJson(file), areas);
  applyTheme(options.theme);
  const window = new BrowserWindow({
    ...defaultSize,
    ...remembered,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Minh Tra',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: options.preload,
      partition: pagePartition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: options.hasDevTools,
      // Synchronisation goes on behind other windows.
      backgroundThrottling: false,
    },
  });
  if (remembered?.isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  const rememberBounds = async () => {
    if (!window.isDestroyed()) await writeDurably(file, JSON.stringify(boundsOf(window))).catch(() => undefined);
  };
  return { window, rememberBounds };
}
