import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { countLines } from '../../../shared/domain/door/door-list.ts';
import { isBeforeVisit } from '../../../shared/domain/workflow/lock.ts';
import { isMover, missingFor, nextMove } from '../../../shared/domain/workflow/moves.ts';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import { useDoorList } from '../../app/use-door-list.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useLanguage } from '../../ui/use-format.ts';
import { MissingRows } from './MissingRows.tsx';
import styles from './OverviewTab.module.css';

/** What the next step still needs, and who takes it. */
export function MissingSection() {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const { inspectionCase, facts, progress, mayEdit } = useCaseFile();
  const person = usePerson();
  const door = useDoorList();
  const next = nextMove(inspectionCase, person);
  if (!next) {
    return (
      <section>
        <SectionHeading title={t('missing.end')} />
        <p className={styles.quiet}>{t('missing.endBody')}</p>
      </section>
    );
  }
  const missing = missingFor(next, facts);
  const open = mayEdit && !isBeforeVisit(inspectionCase.state) ? progress.whole.unanswered : 0;
  const verb = next.verb[language].toLocaleLowerCase();
  const atPlace = next.from === 'onSite' && door ? countLines(door.must) : 0;
  const isReady = missing.length === 0 && atPlace === 0;
  return (
    <section>
      <SectionHeading
        title={t(isReady ? 'missing.none' : 'missing.title', { verb })}
        count={isReady ? undefined : missing.length + Math.sign(atPlace)}
        aside={!isMover(next, inspectionCase.team, person) && <Movers edge={next} />}
      />
      <MissingRows missing={missing} atPlace={atPlace} />
      {isReady && (
        <p className={styles.ready}>
          <IconCircleCheck size={18} stroke={1.7} aria-hidden className={styles.done} />
          {open > 0 ? t('missing.noneBut', { count: open }) : t('missing.noneBody')}
        </p>
      )}
    </section>
  );
}

/** Who takes a step that is not one's own. */
function Movers({ edge }: { edge: Edge }) {
  const { t } = useTranslation('casePage');
  const { inspectionCase } = useCaseFile();
  const { team, outside } = edge.movers;
  const leader = inspectionCase.team.find((member) => member.role === 'leader');
  const inTeam = team.includes('member') ? t('missing.member') : team.includes('leader') ? t('missing.leader') : '';
  const named = inTeam && !team.includes('member') && leader ? `${inTeam} ${leader.name}` : inTeam;
  const who = [named, outside.includes('supervisor') && t('missing.supervisor')].filter(Boolean).join(', ');
  return <span>{t('missing.who', { who })}</span>;
}
