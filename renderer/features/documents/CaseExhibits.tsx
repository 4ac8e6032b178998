import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { msOfStamp } from '../../../shared/domain/clock/stamp.ts';
import { type ExhibitInCase, exhibitsOf, formOfAct } from '../../../shared/domain/document/exhibits.ts';
import { isExhibitAct } from '../../../shared/domain/evidence/custody.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './CaseExhibits.module.css';
import { useForms } from './use-forms.ts';
import { useMakeDocument } from './use-make-document.ts';

/** The things of a case, each with whose hands it went through and what can be done with it next. Nothing while there are none. */
export function CaseExhibits() {
  const { t } = useTranslation('documents');
  const { documents, activity } = useCaseFile();
  const exhibits = exhibitsOf(documents, activity);
  if (exhibits.length === 0) return null;
  return (
    <section className={styles.section}>
      <SectionHeading title={t('exhibits.title')} count={exhibits.length} />
      <ul className={styles.list}>
        {exhibits.map((each) => (
          <OneExhibit key={each.exhibit.id} {...each} />
        ))}
      </ul>
    </section>
  );
}

function OneExhibit({ exhibit, document, chain, last, next }: ExhibitInCase) {
  const { t } = useTranslation('documents');
  const { inspectionCase, nameOf, mayEdit } = useCaseFile();
  const format = useFormat();
  const { usable } = useForms();
  const make = useMakeDocument();
  const { name, quantity, sealNumber } = exhibit;
  return (
    <li className={styles.exhibit}>
      <div className={styles.what}>
        <Link to={paths.document(inspectionCase.id, document.id)} className={styles.name}>
          {name || t('exhibits.untitled')}
        </Link>
        <span className={styles.facts}>
          {[quantity, sealNumber && t('exhibits.seal', { number: sealNumber })].filter(Boolean).join(', ')}
        </span>
      </div>
      <ol className={styles.chain}>
        {chain.map(({ id, target, text, createdBy, createdAt }) => (
          <li key={id}>
            <strong>{isExhibitAct(target.field) ? t(`exhibits.act.${target.field}`) : target.field}</strong>{' '}
            {format.dateTime(msOfStamp(createdAt))}, {nameOf(createdBy)}
            {text && <span className={styles.facts}>: {text}</span>}
          </li>
        ))}
        {last === null && <li className={styles.facts}>{t('exhibits.unsigned')}</li>}
      </ol>
      {mayEdit && next.length > 0 && (
        <div className={styles.next}>
          {next.map((act) => {
            const form = formOfAct(usable, act);
            return (
              form && (
                <Button key={act} variant="default" size="compact-sm" onClick={() => make(form, [exhibit])}>
                  {t(`exhibits.do.${act}`)}
                </Button>
              )
            );
          })}
        </div>
      )}
    </li>
  );
}
