import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import 'dayjs/locale/vi';
import './theme/fonts.css';
import './theme/variables.css';
import './theme/base.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { AppInfoProvider } from './app-info.tsx';
import type { Shell } from './bridge.ts';
import { startI18n } from './i18n/i18n.ts';
import { Providers } from './Providers.tsx';
import { GateProvider, type OpenWorkspace } from './session/gate.tsx';
import { SettingsProvider } from './settings-context.tsx';
import { BridgeProvider } from './workspace-context.tsx';

/** Draws the program into `element`. */
export function start(element: HTMLElement, shell: Shell, open: OpenWorkspace): Promise<void> {
  return draw(
    element,
    shell,
    <GateProvider open={open}>
      <App />
    </GateProvider>,
  );
}

/** Reads what the first screen needs from the shell, then draws it into `element`. */
export async function draw(element: HTMLElement, shell: Shell, screen: ReactNode): Promise<void> {
  const [settings, info] = await Promise.all([shell.call('settings.read', null), shell.call('app.info', null)]);
  startI18n(settings.language);
  createRoot(element).render(
    <StrictMode>
      <BridgeProvider shell={shell}>
        <SettingsProvider initial={settings}>
          <AppInfoProvider info={info}>
            <Providers>{screen}</Providers>
          </AppInfoProvider>
        </SettingsProvider>
      </BridgeProvider>
    </StrictMode>,
  );
}
