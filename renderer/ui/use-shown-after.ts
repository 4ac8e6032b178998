import { useEffect, useState } from 'react';

/** True once `active` has lasted `ms`: nothing is drawn for a wait that nobody notices. */
export function useShownAfter(active: boolean, ms = 150): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!active) return setShown(false);
    const timer = setTimeout(() => setShown(true), ms);
    return () => clearTimeout(timer);
  }, [active, ms]);
  return active && shown;
}
