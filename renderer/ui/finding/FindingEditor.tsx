import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { headingOf } from '../../../shared/domain/finding/heading.ts';
import type { Finding, Provision } from '../../../shared/schema/findings.ts';
import type { TemplateItem } from '../../../shared/schema/reference-data.ts';
import { useCaseFile } from '../case/case-file.tsx';
import { ConflictMark } from '../conflict/ConflictMark.tsx';
import { choices } from '../conflict/fields.ts';
import { DateField } from '../DateField.tsx';
import { useTypedFields } from '../use-typed-fields.ts';
import styles from './FindingEditor.module.css';
import { ProvisionField } from './ProvisionField.tsx';

interface FindingEditorProps {
  finding: Finding;
  /** The field of the fact, for who leads there. */
  fact?: RefObject<HTMLTextAreaElement | null>;
  /** The checklist item that led to it: its provision is suggested. */
  item?: TemplateItem | undefined;
  disabled: boolean;
  /** Shows the article of a provision beside the work. */
  onOpenLaw: (provision: Provision, day: string) => void;
  /** Called after a save: what depends on findings is counted anew. */
  onSaved: () => void;
}

/** Every field of a finding; what is typed is saved by itself. */
export function FindingEditor({ finding, fact, item, disabled, onOpenLaw, onSaved }: FindingEditorProps) {
  const { t } = useTranslation('case');
  const { workspace, today } = useCaseFile();
  const { fields, type, flush } = useTypedFields<Finding, Finding>({
    id: finding.id,
    document: finding,
    stored: finding,
    save: async (changes, seen) => {
      await workspace.change('findings', finding.id, () => changes, seen);
      onSaved();
    },
  });
  const now = <Key extends keyof Finding>(key: Key, value: Finding[Key]) => {
    type(key, value);
    flush();
  };
  const day = fields.actOn ?? fields.foundOn;
  const mark = (path: string) => <ConflictMark collection="findings" document={finding} path={path} />;
  return (
    <fieldset className={styles.editor} onBlur={flush}>
      <Textarea
        data-field="fact"
        {...(fact && { ref: fact })}
        label={t('field.fact')}
        placeholder={t('finding.factHint')}
        value={fields.fact}
        onChange={(event) => type('fact', event.currentTarget.value)}
        readOnly={disabled}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={50_000}
      />
      {mark('/fact')}
      <div data-field="provision">
        <ProvisionField
          provision={fields.provision}
          day={day}
          item={item}
          disabled={disabled}
          onChoose={(provision) => now('provision', provision)}
          onOpenLaw={(provision) => onOpenLaw(provision, day)}
        />
      </div>
      {mark('/provision')}
      <div className={styles.pair}>
        <DateField
          label={t('field.actOn')}
          value={fields.actOn}
          onChange={(date) => now('actOn', date)}
          max={today}
          disabled={disabled}
        />
        <DateField
          label={t('field.foundOn')}
          value={fields.foundOn}
          onChange={(date) => date && now('foundOn', date)}
          max={today}
          disabled={disabled}
        />
      </div>
      {mark('/actOn')}
      {mark('/foundOn')}
      <div className={styles.pair}>
        <div>
          <span className={styles.label}>{t('field.findingKind')}</span>
          <SegmentedControl
            fullWidth
            aria-label={t('field.findingKind')}
            value={fields.kind}
            onChange={(kind) => now('kind', kind as Finding['kind'])}
            data={choices.findingKind.map((value) => ({ value, label: t(`findingKind.${value}`) }))}
            disabled={disabled}
          />
        </div>
        <Select
          data-field="measure"
          label={t('field.measure')}
          value={fields.measure}
          onChange={(measure) => measure && now('measure', measure as Finding['measure'])}
          data={choices.measure.map((value) => ({ value, label: t(`measure.${value}`) }))}
          allowDeselect={false}
          disabled={disabled}
        />
      </div>
      {mark('/kind')}
      {mark('/measure')}
      <TextInput
        label={t('field.title')}
        placeholder={headingOf({ ...fields, title: '' })}
        value={fields.title}
        onChange={(event) => type('title', event.currentTarget.value)}
        readOnly={disabled}
        maxLength={500}
      />
      {mark('/title')}
      <Textarea
        label={t('field.measureNote')}
        value={fields.measureNote}
        onChange={(event) => type('measureNote', event.currentTarget.value)}
        readOnly={disabled}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={5_000}
      />
      {mark('/measureNote')}
    </fieldset>
  );
}
