import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { openConflicts } from '../../../shared/domain/merge/settle.ts';
import { isApproved } from '../../../shared/domain/workflow/lock.ts';
import { workflowOf } from '../../../shared/domain/workflow/moves.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { SectionHeading } from '../../ui/SectionHeading.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { EntityForm } from './EntityForm.tsx';
import styles from './Facts.module.css';
import { FactsForm } from './FactsForm.tsx';
import { factNamed } from './fact-fields.ts';
import { TwiceRegistered } from './TwiceRegistered.tsx';

/** What the case is about; typed in place where it may be changed. */
export function Facts() {
  const { t } = useTranslation('casePage');
  const { mayEditFacts } = useCaseFile();
  const [query] = useSearchParams();
  const wanted = factNamed(query.get('field'));
  const [editing, setEditing] = useState(wanted !== null);
  // A link that names a fact opens the form, also while the page is on the screen already.
  useEffect(() => {
    if (wanted) setEditing(true);
  }, [wanted]);
  const open = editing && mayEditFacts;
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!open || !wanted) return;
    const field = place.current?.querySelector<HTMLElement>(`[data-fact="${wanted}"] :is(input, textarea)`);
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  }, [open, wanted]);
  return (
    <section ref={place}>
      <SectionHeading
        title={t('facts.title')}
        aside={
          mayEditFacts ? (
            <Button variant="transparent" size="compact-sm" px={0} onClick={() => setEditing(!editing)}>
              {t(open ? 'facts.done' : 'facts.edit')}
            </Button>
          ) : undefined
        }
      />
      <TwiceRegistered />
      {open ? (
        <>
          <EntityForm />
          <FactsForm />
        </>
      ) : (
        <FactsList />
      )}
    </section>
  );
}

/** Characters of a name that the header shows whole. */
const headerHolds = 45;

/** Characters that read well in half the width. */
const columnHolds = 90;

interface Fact {
  readonly name: string;
  readonly value: string;
  /** Where conflicts about it would lie, in the case and in the entity. */
  readonly path?: string;
  readonly entityPath?: string;
  readonly wide?: boolean;
}

function FactsList() {
  const { t } = useTranslation('casePage');
  const format = useFormat();
  const { inspectionCase, entity } = useCaseFile();
  const { legalGround, content, periodFrom, periodTo, startsOn, endsOn, entityName, entityAddress } = inspectionCase;
  const between = (from: string | null, to: string | null) =>
    from && to ? t('facts.range', { from: format.date(from), to: format.date(to) }) : '';
  const ground = [legalGround.number, legalGround.issuedOn && format.date(legalGround.issuedOn), legalGround.issuedBy];
  const licences = (entity?.licences ?? []).map(({ number, expiresOn }) =>
    expiresOn ? t('facts.licence', { number, date: format.date(expiresOn) }) : number,
  );
  const representative = [entity?.representative, entity?.representativeTitle].filter(Boolean).join(', ');
  const differs = entity !== null && openConflicts(entity).some(({ path }) => path === '/name');
  const isLong = entityName.length > headerHolds || differs;
  const facts: readonly Fact[] = [
    ...(isLong
      ? [{ name: t('facts.name'), value: entityName, path: '/entityName', entityPath: '/name', wide: true }]
      : []),
    { name: t('facts.ground'), value: ground.filter(Boolean).join(', '), path: '/legalGround' },
    { name: t('facts.code'), value: entity?.code ?? '', entityPath: '/code' },
    { name: t('facts.content'), value: content, path: '/content', wide: content.length > columnHolds },
    { name: t('facts.representative'), value: representative, entityPath: '/representative' },
    ...(entity?.phone ? [{ name: t('facts.phone'), value: entity.phone, entityPath: '/phone' }] : []),
    { name: t('facts.period'), value: between(periodFrom, periodTo), path: '/periodFrom' },
    ...(licences.length > 0
      ? [{ name: t('facts.licences'), value: licences.join('; '), entityPath: '/licences' }]
      : []),
    { name: t('facts.dates'), value: between(startsOn, endsOn), path: '/startsOn' },
    { name: t('facts.address'), value: entityAddress, path: '/entityAddress', entityPath: '/address' },
    { name: t('facts.procedure'), value: workflowOf(inspectionCase).law[format.language], path: '/kind' },
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value, path, entityPath, wide }) => (
        <div key={name} className={styles.fact} data-wide={wide || undefined}>
          <dt>{name}</dt>
          <dd>
            {value || <span className={styles.none}>{t('facts.none')}</span>}{' '}
            {path && <ConflictMark collection="cases" document={inspectionCase} path={path} />}
            {entity && entityPath && <ConflictMark collection="entities" document={entity} path={entityPath} />}
          </dd>
        </div>
      ))}
      {entity && isApproved(inspectionCase.state) && <dd className={styles.live}>{t('facts.live')}</dd>}
    </dl>
  );
}
