import { BrowserWindow, nativeTheme, screen } from 'electron';
import { captureBarHeight, capturePath, type PageState } from '../../../shared/bridge/capture.ts';
import { eventChannel } from '../../../shared/bridge/channels.ts';
import { pageOrigin } from '../page/content-policy.ts';
import { backgrounds, pagePartition } from '../window/window.ts';
import { openVisitedPage, type VisitedPage } from './visited-page.ts';

/** A window with our bar at its top, and below it a stranger's page that has nothing of ours. */
export interface CaptureWindow {
  readonly page: VisitedPage;
  /** Pixels of the screen for one of the page. */
  scale(): number;
  /** Tells in its bar into which case the page is captured. */
  name(caseName: string): void;
  focus(): void;
  close(): void;
}

export interface CaptureWindowParts {
  readonly preload: string;
  /** For tests: an origin on loopback that may be visited. */
  readonly openedOrigin: string | null;
  /** Text size of the bar, percent. */
  readonly textSize: number;
  readonly hasDevTools: boolean;
  readonly onClosed: () => void;
}

const size = { width: 1_280, height: 860, minWidth: 760, minHeight: 480 } as const;

export async function openCaptureWindow(parts: CaptureWindowParts): Promise<CaptureWindow> {
  const { workAreaSize } = screen.getPrimaryDisplay();
  const window = new BrowserWindow({
    ...size,
    height: Math.min(size.height, workAreaSize.height),
    width: Math.min(size.width, workAreaSize.width),
    title: 'Minh Tra',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light,
    webPreferences: {
      preload: parts.preload,
      partition: pagePartition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: parts.hasDevTools,
    },
  });
  // The menu's keys are the program's: Ctrl+L would lock it, and not lead to the address.
  window.removeMenu();
  const tell = () => {
    if (window.isDestroyed() || !page || page.view.webContents.isDestroyed()) return;
    window.webContents.send(eventChannel, 'captureState', { ...page.state, caseName } satisfies PageState);
  };
  let page: VisitedPage | null = null;
  let caseName = '';
  page = await openVisitedPage(parts.openedOrigin, tell);
  const opened = page;
  window.contentView.addChildView(opened.view);
  const lay = () => {
    const [width = 0, height = 0] = window.getContentSize();
    const top = Math.round((captureBarHeight * parts.textSize) / 100);
    opened.view.setBounds({ x: 0, y: top, width, height: Math.max(0, height - top) });
  };
  lay();
  window.on('resize', lay);
  window.webContents.on('did-finish-load', tell);
  // A page that closes itself closes what it was looked at in.
  opened.view.webContents.once('destroyed', () => window.destroy());
  window.once('ready-to-show', () => window.show());
  window.once('closed', () => {
    parts.onClosed();
    void opened.close();
  });
  await window.loadURL(`${pageOrigin}${capturePath}`);
  return {
    page: opened,
    scale: () => screen.getDisplayMatching(window.getBounds()).scaleFactor,
    name(next) {
      caseName = next;
      tell();
    },
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    close: () => window.destroy(),
  };
}
