import { Button, Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../ui/use-format.ts';
import styles from './CaseForm.module.css';
import type { CaseDraft } from './draft.ts';
import { FormSection } from './FormSection.tsx';
import type { DraftFaults } from './faults.ts';
import { arranged, type TemplateChoice } from './templates.ts';
import type { DraftEntity } from './use-draft-entity.ts';

interface TemplateSectionProps {
  draft: CaseDraft;
  templates: readonly TemplateChoice[];
  entity: DraftEntity;
  faults: DraftFaults;
  onChange: (part: Partial<CaseDraft>) => void;
}

/** Which templates make up the checklist: those of the entity's sectors first, several allowed. */
export function TemplateSection({ draft, templates, entity, faults, onChange }: TemplateSectionProps) {
  const { t } = useTranslation('newCase');
  const [opened, setOpened] = useState(false);
  const { suggested, others } = arranged(templates, entity.sectors);
  const chosenElsewhere = others.some(({ id }) => draft.templateIds.includes(id));
  const described = draft.newEntity ? 'templates.hintSectors' : entity.known ? undefined : 'templates.hint';
  const hint = suggested.length === 0 && entity.sectors.length === 0 ? described : undefined;
  const showOthers = opened || suggested.length === 0 || chosenElsewhere;
  const choose = (id: string, isChosen: boolean) => {
    const rest = draft.templateIds.filter((other) => other !== id);
    onChange({ templateIds: isChosen ? [...rest, id] : rest, templatesChosen: true });
  };
  const list = (label: string, choices: readonly TemplateChoice[]) => (
    <Checkbox.Group label={label} value={draft.templateIds}>
      <Stack gap={10} mt={6}>
        {choices.map((template) => (
          <TemplateRow key={template.id} template={template} onChoose={(isChosen) => choose(template.id, isChosen)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
  return (
    <FormSection title={t('section.templates')} hint={hint && t(hint)}>
      <div data-field="templates">
        {templates.length === 0 && <p className={styles.quiet}>{t('templates.none')}</p>}
        <Stack gap="md">
          {suggested.length > 0 && list(t('templates.suggested'), suggested)}
          {others.length > 0 &&
            showOthers &&
            list(t(suggested.length > 0 ? 'templates.others' : 'templates.all'), others)}
        </Stack>
        {!showOthers && others.length > 0 && (
          <Button variant="subtle" size="compact-sm" mt="xs" ml={-8} onClick={() => setOpened(true)}>
            {t('templates.others')}
          </Button>
        )}
        {faults.templates && <p className={styles.error}>{t(`fault.${faults.templates}`)}</p>}
      </div>
    </FormSection>
  );
}

function TemplateRow({ template, onChoose }: { template: TemplateChoice; onChoose: (isChosen: boolean) => void }) {
  const { t } = useTranslation('newCase');
  const language = useLanguage();
  const { titleVi, titleEn, items } = template;
  return (
    <Checkbox
      value={template.id}
      onChange={(event) => onChoose(event.currentTarget.checked)}
      label={
        <>
          {language === 'vi' ? titleVi : titleEn}{' '}
          <span className={styles.quiet}>{t('templates.items', { count: items })}</span>
        </>
      }
    />
  );
}
