import { Button } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { useToday } from '../../app/use-today.ts';
import { useWorkCalendar } from '../../app/work-calendar.tsx';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { TeamEditor } from '../../ui/case/TeamEditor.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { Page } from '../../ui/Page.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { paths } from '../../ui/paths.ts';
import { usePeople, useReference } from '../../ui/use-reference.ts';
import styles from './CaseForm.module.css';
import { ContentSection } from './ContentSection.tsx';
import { createCase } from './create-case.ts';
import { EntitySection } from './EntitySection.tsx';
import { FormSection } from './FormSection.tsx';
import { faultsOf, firstFault } from './faults.ts';
import { GroundSection } from './GroundSection.tsx';
import { KindSection } from './KindSection.tsx';
import { TemplateSection } from './TemplateSection.tsx';
import type { CaseDraftHandle } from './use-case-draft.ts';
import { useDraftEntity } from './use-draft-entity.ts';
import { useFilledIn } from './use-filled-in.ts';
import { useProcedure } from './use-procedure.ts';
import { useTemplateChoices } from './use-template-choices.ts';

/** The form of a new case: one column, what is known filled in, faults told when one wants to go on. */
export function CaseForm({ handle }: { handle: CaseDraftHandle }) {
  const { t } = useTranslation('newCase');
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const notices = useNotices();
  const today = useToday();
  const calendar = useWorkCalendar();
  const { draft, change } = handle;
  const templates = useTemplateChoices(workspace);
  const rules = useReference(workspace, 'deadline').value;
  const people = usePeople(workspace);
  const entity = useDraftEntity(draft);
  const procedure = useProcedure(draft, today);
  useFilledIn(handle, { templates, sectors: entity.sectors, lastOn: procedure.lastOn });

  const [tried, setTried] = useState(false);
  const [making, setMaking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faults = useMemo(() => faultsOf(draft, procedure.procedureId !== null), [draft, procedure.procedureId]);
  const shown = tried ? faults : {};
  const saying = (fault: (typeof faults)[keyof typeof faults]) => (fault ? t(`fault.${fault}`) : undefined);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const first = firstFault(faults);
    if (first || !procedure.procedureId) {
      const field = form.current?.querySelector<HTMLElement>(`[data-field="${first}"]`);
      field?.scrollIntoView({ block: 'center' });
      return field?.querySelector<HTMLElement>('input, textarea, button')?.focus();
    }
    const around = {
      procedureId: procedure.procedureId,
      templates,
      rules,
      calendar,
      onEntityMade: ({ id }: ManagedEntity) => change({ entityId: id, newEntity: null }),
    };
    setMaking(true);
    let made = '';
    const isMade = await handle.become((id) => {
      made = id;
      return createCase(workspace, id, draft, around);
    });
    if (isMade) void navigate(paths.case(made), { replace: true });
    else setMaking(false);
  };
  const startOver = () => {
    handle.startOver();
    setTried(false);
    notices.undoable(t('startedOver'), () => handle.replace(draft));
  };

  return (
    <Page>
      <form ref={form} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <PageHeader
          title={t('title')}
          above={
            <Link to={paths.cases} className={styles.back}>
              <IconChevronLeft size={16} stroke={1.7} aria-hidden />
              {t('back')}
            </Link>
          }
        />
        {handle.restored && (
          <Notice
            tone="info"
            title={t('restored')}
            action={
              <Button variant="default" size="compact-sm" onClick={startOver}>
                {t('startOver')}
              </Button>
            }
          />
        )}
        <EntitySection draft={draft} entity={entity} faults={shown} today={today} onChange={change} />
        <KindSection draft={draft} procedure={procedure} faults={shown} onChange={change} />
        <TemplateSection draft={draft} templates={templates} entity={entity} faults={shown} onChange={change} />
        <GroundSection draft={draft} faults={shown} onChange={change} />
        <ContentSection draft={draft} faults={shown} onChange={change} />
        <FormSection title={t('section.team')} filledFrom={draft.team.length === 1 ? t('team.me') : undefined}>
          <div data-field="team">
            <TeamEditor
              team={draft.team}
              people={people}
              me={workspace.session.person.id}
              onChange={(team) => change({ team })}
            />
            {shown.team && <FieldError>{saying(shown.team) ?? ''}</FieldError>}
          </div>
        </FormSection>
        <div className={styles.foot}>
          <Button type="submit" size="md" loading={making}>
            {t('create')}
          </Button>
          <span className={styles.saved}>{t('saved')}</span>
        </div>
      </form>
    </Page>
  );
}
