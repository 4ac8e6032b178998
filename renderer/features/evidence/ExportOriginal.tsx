import { Button } from '@mantine/core';
import { IconFileExport, IconPhotoEdit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { useBridge } from '../../app/workspace-context.tsx';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { flatten } from '../../ui/evidence/flatten.ts';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { useNotices } from '../../ui/notices.tsx';
import { saveMade } from '../../ui/save-made.ts';
import { useTellCustody } from './use-tell-custody.ts';
import styles from './Viewer.module.css';
import { wayToShow } from './way-to-show.ts';

/** Writes an original to a file, or a copy of a picture with what was drawn over it. */
export function ExportOriginal({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation('evidenceTab');
  const shell = useBridge();
  const { originals } = useEvidenceFiles();
  const notices = useNotices();
  const nameOf = useEvidenceName();
  const tell = useTellCustody();
  const [busy, setBusy] = useState(false);
  const { sha256, sizeBytes, fileName, mediaType } = evidence.signed.record;
  const content = { sha256, sizeBytes };

  const save = async (write: () => Promise<string | null>, done: string) => {
    setBusy(true);
    try {
      if ((await write()) === null) return;
      tell(evidence, 'exported');
      notices.done(done);
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setBusy(false);
    }
  };
  const original = () =>
    shell.call('evidence.export', { content, suggestedName: (fileName || nameOf(evidence)).slice(-200) });
  const annotatedCopy = async () => {
    const picture = await (await fetch(originals.addressOf(content, mediaType))).blob();
    const name = t('layers.exportName', { name: nameOf(evidence).replace(/\.\w{1,5}$/, '') });
    return saveMade(shell, name.slice(-190), '.jpg', await flatten(picture, evidence.layers));
  };
  return (
    <div className={styles.foot}>
      <span className={styles.hint}>{t('viewer.exportHint')}</span>
      {evidence.layers.length > 0 && wayToShow(evidence) === 'picture' && (
        <Button
          variant="default"
          leftSection={<IconPhotoEdit size={18} stroke={1.7} aria-hidden />}
          onClick={() => void save(annotatedCopy, t('layers.exported'))}
          disabled={busy}
        >
          {t('layers.export')}
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconFileExport size={18} stroke={1.7} aria-hidden />}
        onClick={() => void save(original, t('viewer.exported'))}
        disabled={busy}
      >
        {t('viewer.export')}
      </Button>
    </div>
  );
}
