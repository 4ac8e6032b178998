import { createContext, type ReactNode, type RefObject, useContext, useEffect, useRef } from 'react';
import { strokeOf } from './stroke.ts';

/** One key or sequence: `mod+k`, `g h`, `?`, `arrowdown`. Without `run` it is only listed in the help sheet. */
export interface Shortcut {
  readonly keys: string;
  readonly label: string;
  readonly run?: (event: KeyboardEvent) => void;
  /** Also while a field or a dialog has the focus: for keys with Ctrl. */
  readonly everywhere?: boolean;
  /** Also while a field has the focus, outside of dialogs. */
  readonly inFields?: boolean;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

type Registry = Set<RefObject<ShortcutGroup>>;

const Context = createContext<Registry>(new Set());

/** The second key of a sequence such as `g h` must follow within this time. */
const sequenceMs = 1_200;

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

function isHeardIn({ everywhere, inFields }: Shortcut, target: EventTarget | null, isInDialog: boolean): boolean {
  if (everywhere) return true;
  if (isInDialog) return false;
  return inFields || !isField(target);
}

/** Listens for every key of the screens that are mounted; the one mounted last goes first. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const registry = useRef<Registry>(new Set()).current;

  useEffect(() => {
    let before = { stroke: '', at: 0 };
    let isInDialog = false;
    // A dialog that the key itself closes may be gone by the time we hear of it.
    const onKeyFirst = () => {
      isInDialog = document.querySelector('[aria-modal="true"]') !== null;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const stroke = strokeOf(event);
      const sequence = event.timeStamp - before.at < sequenceMs ? `${before.stroke} ${stroke}` : stroke;
      before = { stroke, at: event.timeStamp };
      const found = [...registry]
        .toReversed()
        .flatMap((group) => group.current.shortcuts)
        .find(
          (each) => each.run && [stroke, sequence].includes(each.keys) && isHeardIn(each, event.target, isInDialog),
        );
      if (!found) return;
      event.preventDefault();
      before = { stroke: '', at: 0 };
      found.run?.(event);
    };
    window.addEventListener('keydown', onKeyFirst, true);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKeyFirst, true);
      window.removeEventListener('keydown', onKey);
    };
  }, [registry]);

  return <Context value={registry}>{children}</Context>;
}

/** Every shortcut of the screens that are mounted, as they are now: for the help sheet. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  return [...useContext(Context)].map((group) => group.current).filter(({ shortcuts }) => shortcuts.length > 0);
}

/** Registers a screen's keys, with their words for the help sheet, while it is mounted. Nothing needs memoising. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]): void {
  const registry = useContext(Context);
  const group = useRef<ShortcutGroup>({ title, shortcuts });
  useEffect(() => {
    group.current = { title, shortcuts };
  });
  useEffect(() => {
    registry.add(group);
    return () => {
      registry.delete(group);
    };
  }, [registry]);
}
