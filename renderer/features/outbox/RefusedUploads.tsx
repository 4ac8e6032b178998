import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWorkspace } from '../../app/workspace-context.tsx';
import type { Upload } from '../../data/evidence/uploads.ts';
import { useEvidenceFiles } from '../../ui/evidence/evidence-files.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useDocument } from '../../ui/use-documents.ts';
import styles from './RefusedUploads.module.css';

/** Originals that can't be sent, or that the server does not take, each with its reason. They stay on this machine as they are. */
export function RefusedUploads({ uploads }: { uploads: readonly Upload[] }) {
  const { t } = useTranslation('outbox');
  const refused = uploads.filter(({ problem }) => problem !== null);
  if (refused.length === 0) return null;
  return (
    <section>
      <SectionHeading title={t('uploads.refused')} count={refused.length} />
      {refused.map((upload) => (
        <RefusedUpload key={upload.evidenceId} upload={upload} />
      ))}
    </section>
  );
}

function RefusedUpload({ upload }: { upload: Upload }) {
  const { t } = useTranslation('outbox');
  const { uploads } = useEvidenceFiles();
  const { evidence } = useWorkspace().collections;
  const found = useDocument(evidence.findOne(upload.evidenceId)).value;
  const nameOf = useEvidenceName();
  if (!upload.problem) return null;
  return (
    <article className={styles.upload}>
      <h3 className={styles.name}>
        <Link to={paths.case(upload.caseId, 'evidence', { evidence: upload.evidenceId })}>
          {found ? nameOf(found) : t('item.unnamed')}
        </Link>
      </h3>
      <ProblemNotice
        tone="soon"
        problem={upload.problem}
        action={
          <Button variant="default" size="compact-sm" onClick={() => uploads.retry()}>
            {t('refused.retry')}
          </Button>
        }
      />
    </article>
  );
}
