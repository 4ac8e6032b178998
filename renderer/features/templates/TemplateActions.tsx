import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleOff, IconFileImport, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { mayWriteIn } from '../../../shared/domain/permission/permission.ts';
import type { Template } from '../../../shared/schema/templates.ts';
import { usePerson, useWorkspace } from '../../app/workspace-context.tsx';
import { publishTemplate } from '../../data/templates.ts';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';

interface TemplateActionsProps {
  template: Template;
  onNewVersion: () => void;
}

/** What can be done with a version: its next step is the filled button. */
export function TemplateActions({ template, onNewVersion }: TemplateActionsProps) {
  const { t } = useTranslation('templates');
  const person = usePerson();
  const workspace = useWorkspace();
  const notices = useNotices();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  if (!mayWriteIn(person.role, 'templates') || template.scope !== person.scope) return null;
  const run = async (work: () => Promise<unknown>, done: string) => {
    setBusy(true);
    try {
      await work();
      notices.done(done);
    } catch (thrown) {
      notices.problem(thrown);
    } finally {
      setBusy(false);
    }
  };
  const { state, id, title } = template;
  const retire = () => workspace.change('templates', id, () => ({ state: 'retired' as const }));
  const offer = () => workspace.change('templates', id, () => ({ state: 'published' as const }));
  const remove = async () => {
    await workspace.remove('templates', template);
    navigate(paths.templates);
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={18} stroke={1.7} aria-hidden />}
        onClick={onNewVersion}
        aria-haspopup="dialog"
      >
        {t('newVersion')}
      </Button>
      {state === 'draft' && (
        <Button
          variant="default"
          leftSection={<IconTrash size={18} stroke={1.7} aria-hidden />}
          onClick={() => void run(remove, t('removed', { title }))}
          disabled={isBusy}
        >
          {t('remove')}
        </Button>
      )}
      {state === 'draft' && (
        <Button
          leftSection={<IconCircleCheck size={18} stroke={1.7} aria-hidden />}
          onClick={() => void run(() => publishTemplate(workspace, template), t('published', { title }))}
          loading={isBusy}
        >
          {t('publish')}
        </Button>
      )}
      {state === 'published' && (
        <Button
          variant="default"
          leftSection={<IconCircleOff size={18} stroke={1.7} aria-hidden />}
          onClick={() => void run(retire, t('retired', { title }))}
          disabled={isBusy}
        >
          {t('retire')}
        </Button>
      )}
      {state === 'retired' && (
        <Button onClick={() => void run(offer, t('published', { title }))} disabled={isBusy}>
          {t('offer')}
        </Button>
      )}
    </>
  );
}
