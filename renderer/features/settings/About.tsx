import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../../app/app-info.tsx';
import { useSession } from '../../app/workspace-context.tsx';
import { FactList } from '../../ui/FactList.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';

/** What runs here, on what, for whom: also what support asks for. */
export function About() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const info = useAppInfo();
  const { person, deviceName, leaseEndsAt } = useSession();
  const clipboard = useClipboard();
  const facts = [
    [t('about.version'), info.version],
    [t('about.runtime'), t(`about.runtimes.${info.runtime}`, { electron: info.electron, chromium: info.chromium })],
    [t('about.server'), info.serverUrl],
    [t('about.device'), deviceName],
    [t('about.person'), `${person.name}, ${person.title}, ${person.unitName}`],
    [t('about.lease'), format.dateTime(Date.parse(leaseEndsAt))],
  ] as const;
  return (
    <section>
      <SectionHeading title={t('about.title')} />
      <FactList facts={facts} />
      <Button
        variant="default"
        leftSection={<IconCopy size={18} stroke={1.7} aria-hidden />}
        onClick={() => clipboard.copy(facts.map((fact) => fact.join(': ')).join('\n'))}
      >
        {t(clipboard.copied ? 'about.copied' : 'about.copy')}
      </Button>
    </section>
  );
}
