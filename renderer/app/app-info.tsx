import { createContext, type ReactNode, useContext } from 'react';
import type { AppInfo } from '../../shared/bridge/contract.ts';

const Context = createContext<AppInfo | null>(null);

export function AppInfoProvider({ info, children }: { info: AppInfo; children: ReactNode }) {
  return <Context value={info}>{children}</Context>;
}

/** Version, runtime, device and whether this is the demonstration. */
export function useAppInfo(): AppInfo {
  const info = useContext(Context);
  if (!info) throw new Error('useAppInfo outside AppInfoProvider');
  return info;
}
