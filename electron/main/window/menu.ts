import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Settings } from '../../../shared/bridge/contract.ts';

interface Texts {
  readonly file: string;
  readonly lock: string;
  readonly quit: string;
  readonly edit: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly selectAll: string;
  readonly view: string;
  readonly larger: string;
  readonly smaller: string;
  readonly usual: string;
  readonly fullScreen: string;
  readonly devTools: string;
  readonly help: string;
  readonly licences: string;
}

const texts: Readonly<Record<Settings['language'], Texts>> = {
  vi: {
    file: '&Tệp',
    lock: 'Khóa',
    quit: 'Thoát',
    edit: '&Sửa',
    undo: 'Hoàn tác',
    redo: 'Làm lại',
    cut: 'Cắt',
    copy: 'Sao chép',
    paste: 'Dán',
    selectAll: 'Chọn tất cả',
    view: '&Hiển thị',
    larger: 'Chữ to hơn',
    smaller: 'Chữ nhỏ hơn',
    usual: 'Cỡ chữ thường',
    fullScreen: 'Toàn màn hình',
    devTools: 'Công cụ phát triển',
    help: '&Trợ giúp',
    licences: 'Giấy phép của phần mềm dùng kèm',
  },
  en: {
    file: '&File',
    lock: 'Lock',
    quit: 'Quit',
    edit: '&Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: '&View',
    larger: 'Larger text',
    smaller: 'Smaller text',
    usual: 'Usual text size',
    fullScreen: 'Full screen',
    devTools: 'Developer tools',
    help: '&Help',
    licences: 'Licences of the software used',
  },
};

export interface MenuActions {
  lock(): void;
  stepTextSize(step: -1 | 0 | 1): void;
  /** Null in a program that is not packaged: it delivers nothing of others. */
  readonly showLicences: (() => void) | null;
}

/** The program's menu. Its bar stays hidden until Alt is pressed; its keys always work. */
export function buildMenu(language: Settings['language'], isDeveloping: boolean, actions: MenuActions): Menu {
  const text = texts[language];
  const develop: MenuItemConstructorOptions[] = isDeveloping
    ? [{ type: 'separator' }, { role: 'toggleDevTools', label: text.devTools }]
    : [];
  const { showLicences } = actions;
  const help: MenuItemConstructorOptions[] = showLicences
    ? [{ label: text.help, submenu: [{ label: text.licences, click: () => showLicences() }] }]
    : [];
  return Menu.buildFromTemplate([
    {
      label: text.file,
      submenu: [
        { label: text.lock, accelerator: 'CmdOrCtrl+L', click: () => actions.lock() },
        { type: 'separator' },
        { role: 'quit', label: text.quit },
      ],
    },
    {
      label: text.edit,
      submenu: [
        { role: 'undo', label: text.undo },
        { role: 'redo', label: text.redo },
        { type: 'separator' },
        { role: 'cut', label: text.cut },
        { role: 'copy', label: text.copy },
        { role: 'paste', label: text.paste },
        { role: 'selectAll', label: text.selectAll },
      ],
    },
    {
      label: text.view,
      submenu: [
        { label: text.larger, accelerator: 'CmdOrCtrl+Plus', click: () => actions.stepTextSize(1) },
        { label: text.larger, accelerator: 'CmdOrCtrl+=', visible: false, click: () => actions.stepTextSize(1) },
        { label: text.smaller, accelerator: 'CmdOrCtrl+-', click: () => actions.stepTextSize(-1) },
        { label: text.usual, accelerator: 'CmdOrCtrl+0', click: () => actions.stepTextSize(0) },
        { type: 'separator' },
        // No key of its own: F11 is the page's, for the mode on site.
        { label: text.fullScreen, click: (_item, window) => window?.setFullScreen(!window.isFullScreen()) },
        ...develop,
      ],
    },
    ...help,
  ]);
}
