import { useSyncExternalStore } from 'react';
import { useSettings } from './settings-context.tsx';

/** What Chromium says of the network, where the system tells it. */
interface NetworkInformation extends EventTarget {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Why originals are not sent now: the person has said so, or the network costs by what goes over it; null where they are. */
export function useHeldOriginals(): 'person' | 'metered' | null {
  const { settings } = useSettings();
  const isMetered = useSyncExternalStore(onNetwork, isMeteredNow);
  if (settings.holdOriginals) return 'person';
  return settings.holdOnMetered && isMetered ? 'metered' : null;
}

function network(): NetworkInformation | undefined {
  return (navigator as Navigator & { readonly connection?: NetworkInformation }).connection;
}

function isMeteredNow(): boolean {
  const { saveData, type } = network() ?? {};
  return saveData === true || type === 'cellular';
}

function onNetwork(onChange: () => void): () => void {
  const connection = network();
  connection?.addEventListener('change', onChange);
  return () => connection?.removeEventListener('change', onChange);
}
