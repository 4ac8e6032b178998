import { type ClipboardEvent, type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './DropArea.module.css';

interface DropAreaProps {
  /** Null where nothing may be added. */
  onFiles: ((files: readonly File[]) => void) | null;
  /** It is as high as what it stands in. */
  fills?: boolean;
  children: ReactNode;
}

/** A place where files can be dropped, and pasted while the focus is in it. */
export function DropArea({ onFiles, fills = false, children }: DropAreaProps) {
  const { t } = useTranslation('evidence');
  const [isOver, setOver] = useState(false);
  /** Elements inside that are being dragged over: leaving one for another is no leaving. */
  const depth = useRef(0);
  if (!onFiles) return children;

  const bringsFiles = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes('Files');
  const enter = (event: DragEvent) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    if (!bringsFiles(event)) return;
    depth.current -= 1;
    if (depth.current === 0) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    onFiles(filesOf(event.dataTransfer));
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be chosen by the button as well
    <div
      className={styles.area}
      data-fills={fills}
      onDragEnter={enter}
      onDragOver={(event) => bringsFiles(event) && event.preventDefault()}
      onDragLeave={leave}
      onDrop={drop}
      onPaste={paste}
    >
      {children}
      {isOver && <div className={styles.over}>{t('add.drop')}</div>}
    </div>
  );
}

/** A folder that is dropped comes as an item without a file in it. */
function filesOf({ items }: DataTransfer): File[] {
  return [...items]
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry()?.isDirectory !== true)
    .flatMap((item) => item.getAsFile() ?? []);
}
