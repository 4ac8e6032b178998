import { createContext, type ReactNode, useContext } from 'react';
import type { HeldNumbers } from '../../../shared/bridge/numbers.ts';
import type { NumberStock } from '../../data/numbers/number-stock.ts';
import { useLive } from '../use-documents.ts';

const Context = createContext<NumberStock | null>(null);

export function NumberStockProvider({ stock, children }: { stock: NumberStock; children: ReactNode }) {
  return <Context value={stock}>{children}</Context>;
}

/** The official numbers on this laptop; only on pages of a signed-in person. */
export function useNumberStock(): NumberStock {
  const stock = useContext(Context);
  if (!stock) throw new Error('useNumberStock outside NumberStockProvider');
  return stock;
}

/** How many are left of each series, live; null until it is known. */
export function useHeldNumbers(): readonly HeldNumbers[] | null {
  return useLive<readonly HeldNumbers[] | null>(useNumberStock().held$, null).value;
}
