import { Button, Checkbox, Modal, Progress } from '@mantine/core';
import { IconDownload, IconPackageExport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './PackageDialog.module.css';
import { type Package, type PackageStage, usePackage } from './use-package.ts';

interface PackageDialogProps {
  evidence: readonly Evidence[];
  onClose: () => void;
}

/** Names of so many are listed; of more their number says enough. */
const listed = 5;

/** Writes a case's evidence as one file that anybody can check: what goes with it, what is missing, how far it is. */
export function PackageDialog({ evidence, onClose }: PackageDialogProps) {
  const { t } = useTranslation('evidenceTab');
  const { t: ui } = useTranslation('ui');
  const notices = useNotices();
  const pack = usePackage(evidence);
  const { stage, included } = pack;
  const isAtWork = 'progress' in stage;
  const done = (count: number) => {
    notices.done(t('package.done', { count }));
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('package.action')}
      size="lg"
      closeButtonProps={{ 'aria-label': ui('problem.dismiss') }}
      closeOnClickOutside={!isAtWork}
      closeOnEscape={!isAtWork}
      withCloseButton={!isAtWork}
    >
      <div className={styles.body}>
        <p>{t('package.words')}</p>
        {pack.problem && <ProblemNotice problem={pack.problem} />}
        {'progress' in stage ? <AtWork stage={stage} /> : <Contents pack={pack} />}
        <div className={styles.foot}>
          {isAtWork ? (
            <Button variant="default" onClick={pack.stop}>
              {t('package.stop')}
            </Button>
          ) : (
            <>
              <Button variant="default" onClick={onClose}>
                {t('package.cancel')}
              </Button>
              <Button
                leftSection={<IconPackageExport size={18} stroke={1.7} aria-hidden />}
                onClick={() => pack.write(done)}
                disabled={stage.kind !== 'ready' || included.length === 0}
              >
                {t('package.write')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Modal>
  );
}

function Contents({ pack }: { pack: Package }) {
  const { t } = useTranslation('evidenceTab');
  const format = useFormat();
  const names = useNames();
  const { stage, included, away, damaged, withdrawn } = pack;
  if (stage.kind === 'looking') return null;
  const bytes = included.reduce((sum, { signed }) => sum + signed.record.sizeBytes, 0);
  return (
    <>
      {damaged.length > 0 && (
        <Notice tone="late" title={t('package.damaged', { names: names(damaged) })}>
          {t('package.damagedWords')}
        </Notice>
      )}
      {away.length > 0 && (
        <Notice
          tone="soon"
          title={t('package.away', { count: away.length, names: names(away) })}
          action={
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
              onClick={pack.fetch}
            >
              {t('package.fetch')}
            </Button>
          }
        >
          {t('package.awayWords')}
        </Notice>
      )}
      {withdrawn.length > 0 && (
        <Checkbox
          label={t('package.withWithdrawn', { count: withdrawn.length })}
          description={t('package.withdrawnWords')}
          checked={pack.withWithdrawn}
          onChange={(event) => pack.includeWithdrawn(event.currentTarget.checked)}
        />
      )}
      <p className={styles.sum}>
        {t('package.sum', { count: included.length, size: format.size(bytes) })}{' '}
        <span className={styles.hint}>{t('package.open')}</span>
      </p>
    </>
  );
}

function AtWork({ stage }: { stage: Extract<PackageStage, { readonly progress: unknown }> }) {
  const { t } = useTranslation('evidenceTab');
  const format = useFormat();
  const { bytes, allBytes } = stage.progress;
  return (
    <>
      <p>{t(`package.${stage.kind}`, { done: format.size(bytes), all: format.size(allBytes) })}</p>
      <Progress value={(bytes / Math.max(1, allBytes)) * 100} aria-label={t('package.action')} />
    </>
  );
}

/** A few names, and how many more there are. */
function useNames(): (evidence: readonly Evidence[]) => string {
  const { t } = useTranslation('evidenceTab');
  const nameOf = useEvidenceName();
  return (evidence) => {
    const names = evidence.slice(0, listed).map((each) => `“${nameOf(each)}”`);
    const more = evidence.length - names.length;
    return [...names, ...(more > 0 ? [t('package.more', { count: more })] : [])].join(', ');
  };
}
