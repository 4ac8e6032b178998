import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { isSigned, mayCancel } from '../../../shared/domain/permission/documents.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Synced } from '../../../shared/schema/common.ts';
import type { OfficialDocument } from '../../../shared/schema/documents.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { useDocumentFile } from './document-file.tsx';

/** What is seldom done: a document that nobody has signed is removed, and can be brought back; a signed one is cancelled for good. */
export function DocumentMenu() {
  const { t } = useTranslation('documents');
  const { workspace, inspectionCase } = useCaseFile();
  const { document } = useDocumentFile();
  const person = usePerson();
  const navigate = useNavigate();
  const notices = useNotices();
  const [cancelling, cancel] = useDisclosure(false);
  const signed = isSigned(document);
  const remove = async () => {
    try {
      await navigate(paths.case(inspectionCase.id, 'documents'), { replace: true });
      if (!(await workspace.remove('documents', document))) throw new ProblemError('document.editedSince');
      notices.undoable(t('menu.removed', { title: document.title }), async () => {
        await workspace.insert('documents', { ...ownOf(document), id: document.id });
      });
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  if (signed && !mayCancel(person.id, document.createdBy, inspectionCase)) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('menu.more')}>
            <IconDots size={18} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {signed ? (
            <Menu.Item leftSection={<IconBan size={18} stroke={1.7} aria-hidden />} onClick={cancel.open}>
              {t('menu.cancel')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconTrash size={18} stroke={1.7} aria-hidden />} onClick={remove}>
              {t('menu.remove')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {cancelling && <CancelDialog onClose={cancel.close} />}
    </>
  );
}

/** A document without what the workspace stamps itself. */
function ownOf(document: OfficialDocument): Omit<OfficialDocument, keyof Synced> {
  const { id, scope, createdAt, createdBy, updatedAt, updatedBy, device, clockOffsetMs, conflicts, origins, ...own } =
    document;
  return own;
}
