import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { createContext, type ReactNode, useContext, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../shared/problem/problem.ts';
import { Notice } from './Notice.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

interface Notices {
  /** Something was done. */
  done(message: ReactNode): void;
  /** Something was done and can be taken back, by the notice's button or Ctrl+Z while it is shown. */
  undoable(message: ReactNode, undo: () => Promise<void> | void): void;
  /**
   * Something was done where everyone sees it: Ctrl+Z takes it back until it is forgotten by the function returned. `undo`
   * answers false where it can't be taken back any more.
   */
  canUndo(undo: () => Promise<boolean>): () => void;
  /** Something went wrong: whatever was thrown, as sentences. */
  problem(thrown: unknown): void;
  /** The vault is shut: nothing of what was said stays on the screen, and nothing can be taken back any more. */
  clear(): void;
  /** Something was not done for some of many: a heading, and a line for each. It stays until it is closed. */
  attention(title: string, lines: readonly string[]): void;
}

const Context = createContext<Notices | null>(null);

const shownForMs = 8_000;

/** Shows a notice of ours in Mantine's list, without its frame. */
function show(message: ReactNode, onClose?: () => void, staysMs: number | false = shownForMs): string {
  return notifications.show({
    message,
    autoClose: staysMs,
    withBorder: false,
    withCloseButton: false,
    ...(onClose && { onClose }),
  });
}

function UndoButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {t('undo.action')}
    </Button>
  );
}

function CloseButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('ui');
  return (
    <Button size="compact-sm" variant="default" onClick={onClick}>
      {t('problem.dismiss')}
    </Button>
  );
}

/** Holds the last thing that can be taken back. */
export function NoticesProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation('ui');
  const last = useRef<(() => void) | null>(null);

  const notices = useMemo<Notices>(() => {
    const problem = (thrown: unknown) => {
      const id: string = show(
        <ProblemNotice problem={problemOf(thrown)} action={<CloseButton onClick={() => notifications.hide(id)} />} />,
        undefined,
        false,
      );
    };
    const attention = (title: string, lines: readonly string[]) => {
      const id: string = show(
        <Notice tone="soon" title={title} action={<CloseButton onClick={() => notifications.hide(id)} />}>
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Notice>,
        undefined,
        false,
      );
    };
    let shown = '';
    const done = (message: ReactNode) => {
      // One thing after another was done: only the last is news.
      notifications.hide(shown);
      shown = show(<Notice tone="done" title={message} />, undefined, 4_000);
    };
    const undoable = (message: ReactNode, undo: () => Promise<void> | void) => {
      const takeBack = () => {
        notifications.hide(id);
        last.current = null;
        Promise.resolve(undo()).then(() => done(t('undo.done')), problem);
      };
      const id: string = show(<Notice tone="done" title={message} action={<UndoButton onClick={takeBack} />} />, () => {
        if (last.current === takeBack) last.current = null;
      });
      last.current = takeBack;
    };
    const canUndo = (undo: () => Promise<boolean>) => {
      const takeBack = () => {
        last.current = null;
        undo().then((isUndone) => isUndone && done(t('undo.done')), problem);
      };
      last.current = takeBack;
      return () => {
        if (last.current === takeBack) last.current = null;
      };
    };
    const clear = () => {
      last.current = null;
      notifications.clean();
    };
    return { done, undoable, canUndo, problem, attention, clear };
  }, [t]);

  useHotkeys([['mod+Z', () => last.current?.()]]);
  return <Context value={notices}>{children}</Context>;
}

export function useNotices(): Notices {
  const notices = useContext(Context);
  if (!notices) throw new Error('useNotices outside NoticesProvider');
  return notices;
}
