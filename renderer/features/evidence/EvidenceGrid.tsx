import { IconArrowsDiff, IconLinkOff } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { takenMs } from '../../../shared/domain/evidence/taken.ts';
import { openConflicts } from '../../../shared/domain/merge/settle.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useNow } from '../../app/use-today.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EvidencePicture } from '../../ui/evidence/EvidencePicture.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { useFormat } from '../../ui/use-format.ts';
import styles from './EvidenceGrid.module.css';

interface EvidenceGridProps {
  evidence: readonly Evidence[];
  openId: string;
  onOpen: (id: string) => void;
}

/** A picture of each piece of evidence, with its name, when it was taken and by whom. */
export function EvidenceGrid({ evidence, openId, onOpen }: EvidenceGridProps) {
  const { t } = useTranslation('evidenceTab');
  const { nameOf } = useCaseFile();
  return (
    <ul className={styles.grid} aria-label={t('list')}>
      {evidence.map((each) => (
        <li key={each.id} className={styles.cell}>
          <Tile
            evidence={each}
            author={nameOf(each.signed.record.takenBy)}
            isOpen={each.id === openId}
            onOpen={onOpen}
          />
        </li>
      ))}
    </ul>
  );
}

interface TileProps {
  evidence: Evidence;
  author: string;
  isOpen: boolean;
  onOpen: (id: string) => void;
}

/** Drawn again when its own evidence changes, and not with each that is added beside it. */
const Tile = memo(function Tile({ evidence, author, isOpen, onOpen }: TileProps) {
  const { t } = useTranslation('evidenceTab');
  const { t: words } = useTranslation('case');
  const evidenceName = useEvidenceName();
  const format = useFormat();
  const now = useNow();
  const waits = openConflicts(evidence).length;
  const isUntied = evidence.ties.length === 0 && evidence.withdrawn === null;
  return (
    <button
      type="button"
      className={styles.tile}
      aria-current={isOpen ? 'true' : undefined}
      data-withdrawn={evidence.withdrawn !== null || undefined}
      onClick={() => onOpen(evidence.id)}
    >
      <span className={styles.picture}>
        <EvidencePicture evidence={evidence} />
      </span>
      <span className={styles.name}>{evidenceName(evidence)}</span>
      <span className={styles.facts}>
        <span className={styles.author}>
          {format.moment(takenMs(evidence.signed), now)}, {author}
        </span>
        {waits > 0 && (
          <IconArrowsDiff
            size={16}
            stroke={1.7}
            className={styles.waits}
            role="img"
            aria-label={words('conflict.chip', { count: waits })}
          />
        )}
        {isUntied && (
          <IconLinkOff size={16} stroke={1.7} className={styles.waits} role="img" aria-label={t('untied')} />
        )}
      </span>
    </button>
  );
});
