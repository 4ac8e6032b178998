import { Button, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings-context.tsx';
import { useHeldOriginals } from '../../app/use-held-originals.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';

/** Holds originals of evidence back, and says so while they are; documents go on. Remembered on this machine. */
export function HeldOriginals({ isWanted }: { isWanted: boolean }) {
  const { t } = useTranslation('outbox');
  const { settings, change } = useSettings();
  const notices = useNotices();
  const held = useHeldOriginals();
  const set = (part: Parameters<typeof change>[0]) => void change(part).catch(notices.problem);
  if (!isWanted && !held) return null;
  return (
    <>
      <Switch
        label={t('held.switch')}
        checked={settings.holdOriginals}
        onChange={(event) => set({ holdOriginals: event.currentTarget.checked })}
      />
      {held === 'person' && (
        <Notice tone="info" title={t('held.person')}>
          {t('held.body')}
        </Notice>
      )}
      {held === 'metered' && (
        <Notice
          tone="info"
          title={t('held.metered')}
          action={
            <Button size="compact-sm" variant="default" onClick={() => set({ holdOnMetered: false })}>
              {t('held.sendAnyway')}
            </Button>
          }
        >
          {t('held.body')}
        </Notice>
      )}
    </>
  );
}
