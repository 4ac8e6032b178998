import { useTranslation } from 'react-i18next';
import { leaveField } from '../../../shared/domain/diary/missing-days.ts';
import { countLines, type DoorList } from '../../../shared/domain/door/door-list.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { newActivity } from '../../ui/case/new-activity.ts';
import { useLanguage } from '../../ui/use-format.ts';

/** Open lines that the diary names; the others are counted. */
const mostNamed = 20;

/** Writes into the team's diary why it leaves, and what of the list is left; resolves once that is saved. */
export function useLeave(list: DoorList): (reason: string) => Promise<void> {
  const { t } = useTranslation('door');
  const language = useLanguage();
  const { workspace, inspectionCase, today } = useCaseFile();
  return async (reason) => {
    const open = list.must.flatMap(({ lines }) => lines.map(({ words }) => words[language]));
    const more = countLines(list.must) - mostNamed;
    const named = [...open.slice(0, mostNamed), ...(more > 0 ? [t('leave.more', { count: more })] : [])];
    const text = [t('leave.entry', { reason }), t('leave.left'), ...named.map((each) => `- ${each}`)].join('\n');
    const target = { kind: 'case', id: '', field: leaveField } as const;
    const doneBy = [{ id: workspace.session.person.id }];
    await workspace.insert('activity', newActivity(inspectionCase.id, 'diary', text, { target, day: today, doneBy }));
  };
}
