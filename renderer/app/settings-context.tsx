import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/bridge/contract.ts';
import { useBridge } from './workspace-context.tsx';

interface SettingsHandle {
  readonly settings: Settings;
  /** Applies at once, then has the shell keep it; rejects with a ProblemError when it could not. */
  change(part: Partial<Settings>): Promise<void>;
}

const Context = createContext<SettingsHandle | null>(null);

/** Holds the settings and puts text size, density and language on the document. */
export function SettingsProvider({ initial, children }: { initial: Settings; children: ReactNode }) {
  const bridge = useBridge();
  const { i18n } = useTranslation();
  const [settings, setSettings] = useState(initial);

  useEffect(() => {
    const { documentElement } = document;
    documentElement.style.fontSize = `${settings.textSize}%`;
    documentElement.style.setProperty('--mt-text-scale', String(settings.textSize / 100));
    documentElement.lang = settings.language;
    documentElement.dataset.compactRows = String(settings.compactRows);
    void i18n.changeLanguage(settings.language);
  }, [settings, i18n]);

  // The menu's text size.
  useEffect(() => bridge.on('settings', setSettings), [bridge]);

  const handle = useMemo<SettingsHandle>(
    () => ({
      settings,
      change: async (part) => {
        const next = { ...settings, ...part };
        setSettings(next);
        await bridge.call('settings.write', next);
      },
    }),
    [settings, bridge],
  );
  return <Context value={handle}>{children}</Context>;
}

export function useSettings(): SettingsHandle {
  const handle = useContext(Context);
  if (!handle) throw new Error('useSettings outside SettingsProvider');
  return handle;
}
