import { createContext, type RefObject, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/** What a screen remembers while a person is signed in: one map a session, so that nobody sees another's drafts. */
const Memory = createContext<Map<string, unknown>>(new Map());

export function MemoryProvider({ children }: { children: React.ReactNode }) {
  const memory = useMemo(() => new Map<string, unknown>(), []);
  return <Memory value={memory}>{children}</Memory>;
}

/** State that survives leaving the screen and coming back: a filter, a draft. `key` is unique in the program. */
export function useRemembered<Value>(key: string, initial: Value): [Value, (next: Value) => void] {
  const memory = useContext(Memory);
  const [value, setValue] = useState<Value>(() => (memory.has(key) ? (memory.get(key) as Value) : initial));
  const remember = (next: Value) => {
    memory.set(key, next);
    setValue(next);
  };
  return [value, remember];
}

/**
 * Keeps where a container was scrolled to, by history entry. Back and forward return there; a new visit starts at the
 * top. A virtual list passes `initialOffset` to its virtualiser.
 */
export function useScrollMemory<Element extends HTMLElement>(): {
  ref: RefObject<Element | null>;
  initialOffset: number;
} {
  const memory = useContext(Memory);
  const { key } = useLocation();
  const returning = useNavigationType() === 'POP';
  const ref = useRef<Element>(null);
  const known = memory.get(`scroll:${key}`);
  const initialOffset = returning && typeof known === 'number' ? known : 0;
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.scrollTop = initialOffset;
    const save = () => memory.set(`scroll:${key}`, element.scrollTop);
    element.addEventListener('scroll', save, { passive: true });
    return () => element.removeEventListener('scroll', save);
  }, [memory, key, initialOffset]);
  return { ref, initialOffset };
}
