import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OutboxItem } from '../../data/workspace.ts';
import { ProblemNotice } from '../ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { useLive } from '../use-documents.ts';
import { useCaseFile } from './case-file.tsx';

const none: ReadonlyMap<string, OutboxItem> = new Map();

/** Of a document that the server refused: why, and the way to what can be done. Nothing for any other. */
export function RefusedHere({ id }: { id: string }) {
  const { t } = useTranslation('case');
  const { workspace } = useCaseFile();
  const { problem } = useLive(workspace.sync.unsentIds$, none).value.get(id) ?? { problem: null };
  if (!problem) return null;
  return (
    <ProblemNotice
      tone="soon"
      problem={problem}
      action={
        <Button component={Link} to={paths.outbox} size="compact-sm" variant="default">
          {t('refused.outbox')}
        </Button>
      }
    />
  );
}
