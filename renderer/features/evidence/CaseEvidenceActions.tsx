import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPackageExport, IconPrinter, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import styles from './CaseEvidenceActions.module.css';
import { ExhibitListDialog } from './ExhibitListDialog.tsx';
import { IntegrityDialog } from './IntegrityDialog.tsx';
import { PackageDialog } from './PackageDialog.tsx';

/** What can be done with all evidence of a case: each opens its own dialog. */
const actions = [
  { words: 'integrity.action', Icon: IconShieldCheck, Dialog: IntegrityDialog },
  { words: 'exhibits.action', Icon: IconPrinter, Dialog: ExhibitListDialog },
  { words: 'package.action', Icon: IconPackageExport, Dialog: PackageDialog },
] as const;

/** Checks the case's evidence, prints its list, and writes it out as a package. */
export function CaseEvidenceActions({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = useTranslation('evidenceTab');
  const [open, setOpen] = useState<(typeof actions)[number] | null>(null);
  return (
    <div className={styles.actions}>
      {actions.map((action) => (
        <Tooltip key={action.words} label={t(action.words)}>
          <ActionIcon size={36} onClick={() => setOpen(action)} aria-label={t(action.words)} aria-haspopup="dialog">
            <action.Icon size={20} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      ))}
      {open && <open.Dialog evidence={evidence} onClose={() => setOpen(null)} />}
    </div>
  );
}
