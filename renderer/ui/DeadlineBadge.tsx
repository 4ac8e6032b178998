import { Popover, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from './Badge.tsx';
import { deadlineTone, noDeadline } from './deadline-look.ts';
import { daysBetween } from './format.ts';
import tones from './tones.module.css';
import { useFormat } from './use-format.ts';

interface DeadlineBadgeProps {
  /** yyyy-mm-dd; `9999-12-31` when there is none. */
  dueOn: string;
  /** Today in Viet Nam, yyyy-mm-dd. */
  today: string;
  /** Working days from today to `dueOn`, negative when late. */
  workingDaysLeft: number;
  /** `plain` for rows of a table, with the short words. */
  look?: 'tint' | 'plain';
  /** How it was counted; makes the badge a button that opens it. */
  explanation?: ReactNode;
}

/** Working days left until a deadline, in words and colour. */
export function DeadlineBadge({ dueOn, today, workingDaysLeft, look = 'tint', explanation }: DeadlineBadgeProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  if (dueOn === noDeadline) return look === 'plain' ? null : <Badge tone="neutral">{t('deadline.none')}</Badge>;
  const tone = deadlineTone(dueOn < today, workingDaysLeft);
  const icon = tone === 'late' ? IconAlertTriangle : tone === 'soon' ? IconClock : undefined;
  const short = look === 'plain';
  const date = format.shortDate(dueOn, today);
  const words = () => {
    const days = daysBetween(today, dueOn);
    if (days < 0) return t(short ? 'deadline.lateShort' : 'deadline.late', { count: Math.max(1, -workingDaysLeft) });
    if (days === 0) return t('deadline.today', { date });
    if (days === 1 && !short) return t('deadline.tomorrow', { date });
    if (short && workingDaysLeft > 6) return format.date(dueOn);
    return t(short ? 'deadline.leftShort' : 'deadline.left', { count: workingDaysLeft });
  };
  const badge = (
    <Badge tone={tone} icon={icon} look={look === 'tint' ? 'tint' : icon ? 'strong' : 'plain'}>
      {words()}
    </Badge>
  );
  if (!explanation) return badge;
  return (
    <Popover width={340} position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <UnstyledButton className={tones.opens} aria-label={`${words()}. ${t('deadline.explain')}`}>
          {badge}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>{explanation}</Popover.Dropdown>
    </Popover>
  );
}
