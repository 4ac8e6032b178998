import { Button, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowsMaximize } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { mayWithdraw } from '../../../shared/domain/permission/evidence.ts';
import type { Evidence } from '../../../shared/schema/evidence.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { RefusedHere } from '../../ui/case/RefusedHere.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { EvidencePicture } from '../../ui/evidence/EvidencePicture.tsx';
import { useEvidenceName } from '../../ui/evidence/use-evidence-name.ts';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { CapturedPageFacts } from './CapturedPageFacts.tsx';
import { CustodyList } from './CustodyList.tsx';
import styles from './EvidenceDetail.module.css';
import { EvidenceFacts } from './EvidenceFacts.tsx';
import { ReadingFacts } from './ReadingFacts.tsx';
import { TiesField } from './TiesField.tsx';
import { Viewer } from './Viewer.tsx';
import { Withdraw, WithdrawnNotice } from './Withdraw.tsx';
import { wayToShow } from './way-to-show.ts';

interface EvidenceDetailProps {
  evidence: Evidence;
  onClose: () => void;
}

/** One piece of evidence: its picture, what people say of it, and what is fixed of its original. */
export function EvidenceDetail({ evidence, onClose }: EvidenceDetailProps) {
  const { t } = useTranslation('evidenceTab');
  const { workspace, inspectionCase, mayEdit } = useCaseFile();
  const person = usePerson();
  const nameOf = useEvidenceName();
  const [viewing, viewer] = useDisclosure(false);
  const { fields, type, flush } = useTypedFields<Evidence, Evidence>({
    id: evidence.id,
    document: evidence,
    stored: evidence,
    save: (changes, seen) => workspace.change('evidence', evidence.id, () => changes, seen),
  });
  const editable = mayEdit && evidence.withdrawn === null;
  const mark = (path: string) => <ConflictMark collection="evidence" document={evidence} path={path} />;
  return (
    <SidePanel opened onClose={onClose} title={nameOf(evidence)} width={392}>
      <fieldset className={styles.detail} onBlur={flush}>
        <RefusedHere id={evidence.id} />
        {evidence.withdrawn && <WithdrawnNotice withdrawn={evidence.withdrawn} />}
        {mark('/withdrawn')}
        <button type="button" className={styles.picture} onClick={viewer.open} aria-label={t('detail.open')}>
          <EvidencePicture evidence={evidence} />
        </button>
        <Button
          variant="default"
          leftSection={<IconArrowsMaximize size={18} stroke={1.7} aria-hidden />}
          onClick={viewer.open}
        >
          {t('detail.open')}
        </Button>
        <TextInput
          label={t('detail.title')}
          placeholder={t('detail.titleHint')}
          value={fields.title}
          onChange={(event) => type('title', event.currentTarget.value)}
          readOnly={!editable}
          maxLength={500}
        />
        {mark('/title')}
        <TiesField
          ties={fields.ties}
          disabled={!editable}
          onChange={(ties) => {
            type('ties', ties);
            flush();
          }}
        />
        {mark('/ties')}
        <TextInput
          label={t('detail.place')}
          value={fields.place}
          onChange={(event) => type('place', event.currentTarget.value)}
          readOnly={!editable}
          maxLength={500}
        />
        {mark('/place')}
        <Textarea
          label={t('detail.note')}
          value={fields.note}
          onChange={(event) => type('note', event.currentTarget.value)}
          readOnly={!editable}
          autosize
          minRows={2}
          maxRows={10}
          maxLength={5_000}
        />
        {mark('/note')}
        {evidence.signed.record.kind === 'reading' && <ReadingFacts evidence={evidence} />}
        {wayToShow(evidence) === 'pageFacts' && <CapturedPageFacts evidence={evidence} />}
        <EvidenceFacts evidence={evidence} />
        <CustodyList evidence={evidence} />
        {editable && mayWithdraw(person.id, evidence.signed.record.takenBy, inspectionCase) && (
          <Withdraw evidence={evidence} />
        )}
      </fieldset>
      {viewing && <Viewer evidence={evidence} onClose={viewer.close} />}
    </SidePanel>
  );
}
