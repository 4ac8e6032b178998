import { IconCalendarEvent } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isInForce } from '../../../shared/domain/reference.ts';
import { useCaseFile } from '../case/case-file.tsx';
import type { ShownLaw } from '../case/law.tsx';
import { Notice } from '../Notice.tsx';
import { SidePanel } from '../SidePanel.tsx';
import { useFormat } from '../use-format.ts';
import styles from './LawPanel.module.css';
import { usePenaltyCatalogue } from './use-penalty-catalogue.ts';

/**
 * The article of a provision as it stood on the day that is asked for, its clauses with their ranges; where it was not in
 * force then, that is said, and it is shown as it stood at another time.
 */
export function LawPanel({ law, onClose }: { law: ShownLaw | null; onClose: () => void }) {
  const { t } = useTranslation('case');
  const title = law ? t('provision.article', { article: law.provision.article, decree: law.provision.decree }) : '';
  return (
    <SidePanel opened={law !== null} onClose={onClose} title={title} width={372}>
      {law && <Article key={law.provision.id} law={law} />}
    </SidePanel>
  );
}

function Article({ law: { provision, day } }: { law: ShownLaw }) {
  const { t } = useTranslation('case');
  const format = useFormat();
  const { workspace } = useCaseFile();
  const catalogue = usePenaltyCatalogue(workspace);
  const own = useMemo(() => catalogue.all.find(({ id }) => id === provision.id), [catalogue, provision]);
  const applies = !own || isInForce(own, day);
  const shownDay = applies ? day : (own.effectiveFrom ?? own.effectiveTo ?? day);
  const clauses = useMemo(
    () =>
      catalogue.all
        .filter((penalty) => penalty.data.decree === provision.decree && penalty.data.article === provision.article)
        .filter((penalty) => isInForce(penalty, shownDay))
        .sort((a, b) => a.data.clause - b.data.clause || a.data.point.localeCompare(b.data.point, 'vi')),
    [catalogue, provision, shownDay],
  );
  // An article is long: the panel opens at the clause that is meant.
  const chosen = useRef<HTMLElement>(null);
  const isThere = clauses.some(({ id }) => id === provision.id);
  useEffect(() => {
    if (isThere) chosen.current?.scrollIntoView({ block: 'center' });
  }, [isThere]);
  const isSure = clauses.every(({ confidence }) => confidence === 'high');
  const heading = clauses.find(({ data }) => data.articleHeadingVi)?.data.articleHeadingVi;
  return (
    <div className={styles.article}>
      <p className={styles.day}>
        <IconCalendarEvent size={17} stroke={1.7} aria-hidden />
        {t('law.asOf')} <strong>{format.date(day)}</strong>
      </p>
      {!applies && (
        <Notice tone="late" title={t('law.notInForce', { date: format.date(day) })}>
          {own.effectiveFrom && t('law.from', { date: format.date(own.effectiveFrom) })}{' '}
          {own.effectiveTo && t('law.until', { date: format.date(own.effectiveTo) })}
        </Notice>
      )}
      {!isSure && <Notice tone="soon" title={t('law.unconfirmed')} />}
      {heading && <p className={styles.heading}>{heading}</p>}
      {clauses.map(({ id, data }) => (
        <section
          key={id}
          ref={id === provision.id ? chosen : null}
          className={styles.clause}
          data-chosen={id === provision.id || undefined}
        >
          <p className={styles.place}>
            <strong>
              {data.point
                ? t('law.point', { clause: data.clause, point: data.point })
                : t('law.clause', { clause: data.clause })}
            </strong>
            <span>
              {format.money(data.fineMin)} – {format.money(data.fineMax)}
            </span>
          </p>
          <p className={styles.text}>{data.behaviourVi}</p>
        </section>
      ))}
      <p className={styles.foot}>{t('law.paraphrase')}</p>
    </div>
  );
}
