import {
  type Icon,
  IconCalendarDue,
  IconCameraOff,
  IconChecklist,
  IconCloudUp,
  IconFileAlert,
  IconFiles,
  IconFileText,
  IconHash,
  IconLock,
  IconMessage2,
  IconNotebook,
  IconPhotoQuestion,
  IconPlayerSkipForward,
  IconScale,
  IconScan,
  IconSignature,
  IconSignatureOff,
} from '@tabler/icons-react';
import type { DoorLine } from '../../../shared/domain/door/door-file.ts';
import type { DoorRule, DoorRuleId } from '../../../shared/domain/door/rules.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { EvidencePicture } from '../../ui/evidence/EvidencePicture.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import { DoorAction } from './DoorAction.tsx';
import styles from './DoorRow.module.css';

const icons: Readonly<Record<DoorRuleId, Icon>> = {
  minutes: IconFileText,
  voidSignature: IconSignatureOff,
  signature: IconSignature,
  statement: IconMessage2,
  exhibit: IconLock,
  pages: IconScan,
  sheets: IconFileAlert,
  copies: IconFiles,
  requiredItem: IconChecklist,
  findingEvidence: IconCameraOff,
  findingProvision: IconScale,
  diary: IconNotebook,
  number: IconHash,
  looseEvidence: IconPhotoQuestion,
  skippedItem: IconPlayerSkipForward,
  deadline: IconCalendarDue,
  unsentOriginal: IconCloudUp,
};

/** Small pictures that a line shows. */
const mostPictures = 3;

interface DoorRowProps {
  rule: DoorRule;
  line: DoorLine;
  tone: 'soon' | 'neutral';
}

/** One thing that is not done: what, why it is asked, and the one click that does it or leads there. */
export function DoorRow({ rule, line, tone }: DoorRowProps) {
  const language = useLanguage();
  const { inspectionCase, evidence } = useCaseFile();
  const { words, detail, place } = line;
  const Glyph = icons[rule.id];
  const why = [detail?.[language], rule.why[language], rule.article[inspectionCase.kind]].filter(Boolean).join(' · ');
  const ids = place.tab === 'evidence' ? place.evidenceIds : [];
  const pictures = evidence.filter(({ id }) => ids.includes(id)).slice(0, mostPictures);
  return (
    <li className={styles.row}>
      <Glyph size={22} stroke={1.6} aria-hidden className={styles.icon} data-tone={tone} />
      <div className={styles.words}>
        <p className={styles.what}>{words[language]}</p>
        <p className={styles.why}>{why}</p>
      </div>
      {pictures.length > 0 && (
        <div className={styles.pictures} aria-hidden>
          {pictures.map((each) => (
            <span key={each.id} className={styles.picture}>
              <EvidencePicture evidence={each} />
            </span>
          ))}
        </div>
      )}
      <div className={styles.action}>
        <DoorAction line={line} />
      </div>
    </li>
  );
}
