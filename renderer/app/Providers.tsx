import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { NoticesProvider } from '../ui/notices.tsx';
import { ShortcutsProvider } from '../ui/use-shortcuts.tsx';
import { useSettings } from './settings-context.tsx';
import { resolveVariables, theme } from './theme/theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** Mantine, notices and keys, by the settings. */
export function Providers({ children }: { children: ReactNode }) {
  const { settings } = useSettings();
  const night = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const scheme = settings.theme === 'auto' ? (night ? 'dark' : 'light') : settings.theme;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
    >
      <DatesProvider settings={{ locale: settings.language, firstDayOfWeek: 1 }}>
        <Notifications position="bottom-center" limit={3} />
        <ShortcutsProvider>
          <NoticesProvider>{children}</NoticesProvider>
        </ShortcutsProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
