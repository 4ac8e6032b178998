import { useCallback, useEffect, useState } from 'react';
import type { ReceiverState, SerialPort } from '../../../shared/bridge/gnss.ts';
import { useBridge } from '../../app/workspace-context.tsx';

const lookEveryMs = 1_000;

/** The laptop's serial ports, and how the receiver stands while the page is shown; null until that is known. */
export function useReceiver(isChosen: boolean): {
  readonly ports: readonly SerialPort[];
  /** One may have been plugged in since. */
  readonly lookForPorts: () => void;
  readonly state: ReceiverState | null;
} {
  const shell = useBridge();
  const [ports, setPorts] = useState<readonly SerialPort[]>([]);
  const [state, setState] = useState<ReceiverState | null>(null);
  const lookForPorts = useCallback(() => {
    // A system that tells of no ports has none to choose from.
    shell.call('gnss.ports', null).then(setPorts, () => setPorts([]));
  }, [shell]);
  useEffect(lookForPorts, [lookForPorts]);
  useEffect(() => {
    if (!isChosen) return;
    const look = () => void shell.call('gnss.state', null).then(setState, () => setState(null));
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [shell, isChosen]);
  return { ports, lookForPorts, state };
}
