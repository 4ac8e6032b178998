import { useEffect, useState } from 'react';
import { useBridge } from '../../app/workspace-context.tsx';

/** True where this laptop has been told the server's key, so that a file can be sealed to it. */
export function useKnowsServer(): boolean {
  const shell = useBridge();
  const [isKnown, setKnown] = useState(false);
  useEffect(() => {
    shell.call('bundle.knowsServer', null).then(setKnown, () => setKnown(false));
  }, [shell]);
  return isKnown;
}
