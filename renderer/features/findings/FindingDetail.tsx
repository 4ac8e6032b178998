import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { itemNumber } from '../../../shared/domain/checklist/checklist.ts';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { documentPath } from '../../../shared/domain/merge/place.ts';
import { openConflicts } from '../../../shared/domain/merge/settle.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Finding, Provision } from '../../../shared/schema/findings.ts';
import { useNow } from '../../app/use-today.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { RefusedHere } from '../../ui/case/RefusedHere.tsx';
import { RemarksHere } from '../../ui/case/RemarksHere.tsx';
import { StatementsHere } from '../../ui/case/StatementsHere.tsx';
import { ConflictChoice } from '../../ui/conflict/ConflictChoice.tsx';
import { EvidenceStrip } from '../../ui/evidence/EvidenceStrip.tsx';
import { FindingEditor } from '../../ui/finding/FindingEditor.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useReference } from '../../ui/use-reference.ts';
import styles from './FindingDetail.module.css';

interface FindingDetailProps {
  finding: Finding;
  number: number;
  editable: boolean;
  onOpenLaw: (provision: Provision, day: string) => void;
  onSaved: () => void;
}

/** One finding with the remarks on it; deleting it can be taken back. */
export function FindingDetail({ finding, number, editable, onOpenLaw, onSaved }: FindingDetailProps) {
  const { t } = useTranslation('findings');
  const { workspace, nameOf, inspectionCase, checklist } = useCaseFile();
  const { t: words } = useTranslation('case');
  const templates = useReference(workspace, 'template').value;
  const notices = useNotices();
  const format = useFormat();
  const now = useNow();
  const item = templates
    .filter(({ id }) => inspectionCase.templateIds.includes(id))
    .flatMap(({ data }) => data.sections.flatMap(({ items }) => items))
    .find(({ id }) => id === finding.itemId);

  const removal = openConflicts(finding).find(({ path }) => path === documentPath);
  const itemAt = itemNumber(checklist, finding.itemId);
  // A link to what is missing leads into the very field.
  const page = useRef<HTMLElement>(null);
  const wanted = useSearchParams()[0].get('field');
  useEffect(() => {
    if (!wanted || !editable) return;
    const place = page.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(wanted)}"]`);
    const field = place?.matches('input, textarea, button')
      ? place
      : place?.querySelector<HTMLElement>('input, button');
    field?.focus();
  }, [wanted, editable]);

  const remove = async () => {
    const { id, caseId, itemId, title, kind, fact, actOn, foundOn, provision, measure, measureNote } = finding;
    try {
      const isGone = await workspace.remove('findings', finding);
      onSaved();
      if (!isGone) throw new ProblemError('document.editedSince');
      notices.undoable(t('removed'), async () => {
        await workspace.insert('findings', {
          ...{ id, caseId, itemId, title, kind, fact, actOn, foundOn, provision, measure, measureNote },
        });
        onSaved();
      });
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <article className={styles.detail} ref={page}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('heading', { number })}</h2>
        {itemAt && (
          <Link to={paths.case(inspectionCase.id, 'checklist', { item: finding.itemId })} className={styles.author}>
            {words('finding.item', { number: itemAt })}
          </Link>
        )}
        <span className={styles.author}>
          {nameOf(finding.createdBy)}, {format.moment(msOfStamp(finding.createdAt), now)}
        </span>
        {editable && (
          <Button variant="subtle" size="compact-sm" onClick={remove}>
            {t('remove')}
          </Button>
        )}
      </header>
      <RefusedHere id={finding.id} />
      {removal && <ConflictChoice collection="findings" document={finding} conflict={removal} />}
      <RemarksHere kind="finding" id={finding.id} />
      <FindingEditor finding={finding} item={item} disabled={!editable} onOpenLaw={onOpenLaw} onSaved={onSaved} />
      <StatementsHere tie={{ kind: 'finding', id: finding.id }} />
      <EvidenceStrip ties={[{ kind: 'finding', id: finding.id }]} />
    </article>
  );
}
