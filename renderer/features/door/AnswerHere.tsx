import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ChecklistItem } from '../../../shared/domain/checklist/checklist.ts';
import type { AnswerValue } from '../../../shared/schema/answers.ts';
import { saveAnswer } from '../../data/save-answer.ts';
import { answerIcons } from '../../ui/case/AnswerMark.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';

const offered: readonly AnswerValue[] = ['compliant', 'notCompliant', 'notApplicable'];

/** Answers an item about compliance in its place; what is not complied with goes on at the item, where its finding is written. */
export function AnswerHere({ item }: { item: ChecklistItem }) {
  const { t } = useTranslation('door');
  const { t: words } = useTranslation('case');
  const { workspace, inspectionCase } = useCaseFile();
  const navigate = useNavigate();
  const notices = useNotices();
  const caseId = inspectionCase.id;
  const save = (value: AnswerValue) => saveAnswer(workspace, { caseId, itemId: item.id, change: { value } });
  const answer = async (value: AnswerValue) => {
    try {
      await save(value);
      if (value === 'notCompliant') return void navigate(paths.case(caseId, 'checklist', { item: item.id }));
      notices.undoable(`${item.number}: ${words(`answer.${value}`)}`, () => save('unanswered'));
    } catch (thrown) {
      notices.problem(thrown);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={16} stroke={1.7} aria-hidden />}>
          {t('go.requiredItem')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((value) => {
          const Glyph = answerIcons[value];
          return (
            <Menu.Item
              key={value}
              leftSection={<Glyph size={18} stroke={1.9} aria-hidden />}
              onClick={() => void answer(value)}
            >
              {words(`answer.${value}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
