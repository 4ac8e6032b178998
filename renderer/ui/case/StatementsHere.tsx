import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { statementsAbout } from '../../../shared/domain/document/statements.ts';
import type { Tie } from '../../../shared/domain/evidence/ties.ts';
import { paths } from '../paths.ts';
import { useCaseFile } from './case-file.tsx';
import styles from './StatementsHere.module.css';

/** What the entity said of a finding or an item, each line the way to its document. Nothing where nobody said anything. */
export function StatementsHere({ tie }: { tie: Tie }) {
  const { t } = useTranslation('case');
  const { inspectionCase, documents } = useCaseFile();
  const said = statementsAbout(documents, tie);
  if (said.length === 0) return null;
  return (
    <section aria-label={t('statement.label')} className={styles.statements}>
      {said.map(({ statement, document }) => {
        const { id, attendeeId, text, answer } = statement;
        const speaker = document.attendees.find((each) => each.id === attendeeId);
        return (
          <p key={`${document.id} ${id}`} className={styles.statement}>
            <strong>{speaker?.name || t('statement.entity')}</strong>
            {`: “${text.trim()}” `}
            {answer.trim() && <span className={styles.answer}>{t('statement.answer', { text: answer })} </span>}
            <Link to={paths.document(inspectionCase.id, document.id, 'statements')}>{document.title}</Link>
          </p>
        );
      })}
    </section>
  );
}
