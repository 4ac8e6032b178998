import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCamera, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Exhibit } from '../../../shared/schema/documents.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { CameraDialog } from '../../ui/evidence/CameraDialog.tsx';
import { EvidencePicture } from '../../ui/evidence/EvidencePicture.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { useNotices } from '../../ui/notices.tsx';
import { useDocumentFile } from './document-file.tsx';
import styles from './ExhibitsPart.module.css';
import { withElement } from './elements.ts';

/** The photographs that show a thing: chosen from the case's evidence, or taken here. */
export function ExhibitPhotos({ exhibit }: { exhibit: Exhibit }) {
  const { t } = useTranslation('documents');
  const { inspectionCase, evidence } = useCaseFile();
  const { isOpen, change } = useDocumentFile();
  const notices = useNotices();
  const [choosing, choose] = useDisclosure(false);
  const [shooting, shoot] = useDisclosure(false);
  const { id, photos } = exhibit;
  const chosen = new Set(photos.map((photo) => photo.id));
  const pictures = evidence.filter(
    ({ withdrawn, signed }) => withdrawn === null && ['photo', 'video'].includes(signed.record.kind),
  );
  const set = (evidenceId: string, isChosen: boolean) =>
    change(({ exhibits }) => {
      const now = exhibits.find((each) => each.id === id)?.photos ?? [];
      const others = now.filter((photo) => photo.id !== evidenceId);
      return { exhibits: withElement(exhibits, id, { photos: isChosen ? [...others, { id: evidenceId }] : others }) };
    }).catch(notices.problem);
  const tile = (picture: Evidence) => (
    <PhotoTile
      key={picture.id}
      picture={picture}
      isChosen={chosen.has(picture.id)}
      disabled={!isOpen}
      onClick={() => set(picture.id, !chosen.has(picture.id))}
    />
  );
  return (
    <div>
      <span className={styles.label}>{t('exhibits.pictures')}</span>
      <div className={`${styles.photos} ${choosing ? styles.choices : ''}`}>
        {(choosing ? pictures : pictures.filter((picture) => chosen.has(picture.id))).map(tile)}
        {isOpen && pictures.length > 0 && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPhoto size={16} stroke={1.7} aria-hidden />}
            onClick={choose.toggle}
            aria-expanded={choosing}
          >
            {t(choosing ? 'exhibits.chosen' : 'exhibits.choose')}
          </Button>
        )}
        {isOpen && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCamera size={16} stroke={1.7} aria-hidden />}
            onClick={shoot.open}
            aria-haspopup="dialog"
          >
            {t('exhibits.shoot')}
          </Button>
        )}
      </div>
      {shooting && (
        <CameraDialog
          caseId={inspectionCase.id}
          ties={[]}
          onClose={shoot.close}
          onTaken={(taken) => void set(taken.id, true)}
        />
      )}
    </div>
  );
}

interface PhotoTileProps {
  picture: Evidence;
  isChosen: boolean;
  disabled: boolean;
  onClick: () => void;
}

function PhotoTile({ picture, isChosen, disabled, onClick }: PhotoTileProps) {
  const nameOf = useEvidenceName();
  return (
    <button
      type="button"
      className={styles.photo}
      aria-pressed={isChosen}
      aria-label={nameOf(picture)}
      title={nameOf(picture)}
      disabled={disabled}
      onClick={onClick}
    >
      <EvidencePicture evidence={picture} />
    </button>
  );
}
