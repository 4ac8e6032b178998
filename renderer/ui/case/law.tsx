import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import type { Provision } from '../../../shared/schema/findings.ts';

/** A provision, and the day on which it is asked for. */
export interface ShownLaw {
  readonly provision: Pick<Provision, 'id' | 'decree' | 'article' | 'clause' | 'point'>;
  /** yyyy-mm-dd. */
  readonly day: string;
}

interface Law {
  readonly shown: ShownLaw | null;
  show(law: ShownLaw): void;
  hide(): void;
}

const Context = createContext<Law>({ shown: null, show: () => {}, hide: () => {} });

/** Holds which article stands beside the work. */
export function LawProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ShownLaw | null>(null);
  const hide = useCallback(() => setShown(null), []);
  const law = useMemo<Law>(() => ({ shown, show: setShown, hide }), [shown, hide]);
  return <Context value={law}>{children}</Context>;
}

/** The article beside the work: what is shown, and how to show another. */
export function useLaw(): Law {
  return useContext(Context);
}
