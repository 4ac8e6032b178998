import { Button, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import type { Answer } from '../../../shared/schema/answers.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { RemarksHere } from '../../ui/case/RemarksHere.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { EvidenceStrip } from '../../ui/evidence/EvidenceStrip.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { ComplianceChoice } from './ComplianceChoice.tsx';
import { FormField } from './FormField.tsx';
import styles from './Item.module.css';
import { ItemFinding } from './ItemFinding.tsx';
import { ItemNumber } from './ItemNumber.tsx';
import { LastTime } from './LastTime.tsx';
import { ResponseField, type ResponseFieldProps } from './ResponseField.tsx';
import type { Answering } from './use-answer.ts';
import type { LastTime as Last } from './use-last-time.ts';

interface ItemOpenProps {
  item: ChecklistItem;
  answering: Answering;
  note: RefObject<HTMLTextAreaElement | null>;
  last: Last | null;
}

interface NoteFields {
  note: string;
}
const noNote: NoteFields = { note: '' };

/** The item that is being worked on: its answer, its note, and the finding when it is not complied with. */
export function ItemOpen({ item, answering, note, last }: ItemOpenProps) {
  const { t } = useTranslation('checklist');
  const { inspectionCase, answers, findings, facts, mayEdit } = useCaseFile();
  const { language } = useFormat();
  const answer = answers.get(item.id);
  const typed = useTypedFields<NoteFields, Answer | undefined>({
    id: `${inspectionCase.id}|${item.id}`,
    document: answer,
    stored: answer ?? noNote,
    save: (changes, seen) => answering.save(item, changes, seen ?? 'nothing'),
  });
  const { questionVi, questionEn, hintVi, evidenceExpected, answerKind } = item.item;
  const own = findings.filter((finding) => finding.itemId === item.id);
  return (
    <section className={styles.open} aria-label={item.number}>
      <ItemNumber item={item} />
      <div className={styles.work}>
        <h3 className={styles.ask}>{language === 'vi' ? questionVi : questionEn}</h3>
        {(hintVi || evidenceExpected) && (
          <p className={styles.hint}>{[hintVi, evidenceExpected].filter(Boolean).join(' · ')}</p>
        )}
        <RemarksHere kind="item" id={item.id} />
        <LastTime item={item} answering={answering} last={last} />
        {answerKind === 'complies' ? (
          <ComplianceChoice
            value={answer?.value ?? 'unanswered'}
            onChange={(value) => answering.answer(item, value)}
            disabled={!mayEdit}
          />
        ) : (
          <Response item={item} answer={answer} answering={answering} disabled={!mayEdit} />
        )}
        {answer && <ConflictMark collection="answers" document={answer} path="/value" />}
        {answer && <ConflictMark collection="answers" document={answer} path="/response" />}
        {own.some((finding) => facts.contradicted.includes(finding)) && (
          <Notice tone="late" title={t('contradicted')} />
        )}
        {own.map((finding) => (
          <ItemFinding
            key={finding.id}
            finding={finding}
            item={item}
            number={findings.indexOf(finding) + 1}
            isNew={answering.opened === item.id}
            onShown={answering.shown}
          />
        ))}
        {mayEdit && own.length === 0 && answer?.value === 'notCompliant' && (
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={18} stroke={1.7} />}
              onClick={() => answering.find(item)}
            >
              {t('addFinding')}
            </Button>
          </div>
        )}
        <Textarea
          ref={note}
          label={t('note')}
          value={typed.fields.note}
          onChange={(event) => typed.type('note', event.currentTarget.value)}
          onBlur={typed.flush}
          readOnly={!mayEdit}
          autosize
          minRows={1}
          maxRows={10}
          maxLength={5_000}
        />
        {answer && <ConflictMark collection="answers" document={answer} path="/note" />}
        {own.length === 0 && <EvidenceStrip ties={[{ kind: 'item', id: item.id }]} />}
      </div>
    </section>
  );
}

/** An item of a form is answered as its own type asks for, any other as its template says. */
function Response(props: ResponseFieldProps) {
  const { forms } = useCaseFile();
  const place = forms.place(props.item.id);
  if (!place || place.line.type === 'table') return <ResponseField {...props} />;
  return <FormField {...props} place={place} />;
}
