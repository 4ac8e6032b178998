import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { from, switchMap } from 'rxjs';
import type { ManagedEntity } from '../../../shared/schema/entities.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { idsOfSame } from '../../data/same-entities.ts';
import { Notice } from '../../ui/Notice.tsx';
import { paths } from '../../ui/paths.ts';
import { useDocuments } from '../../ui/use-documents.ts';
import type { CaseDraft } from './draft.ts';
import { EntityPicker } from './EntityPicker.tsx';
import styles from './EntitySection.module.css';
import { FormSection } from './FormSection.tsx';
import type { DraftFaults } from './faults.ts';
import { NewEntityForm } from './NewEntityForm.tsx';
import type { DraftEntity } from './use-draft-entity.ts';

interface EntitySectionProps {
  draft: CaseDraft;
  entity: DraftEntity;
  faults: DraftFaults;
  today: string;
  onChange: (part: Partial<CaseDraft>) => void;
}

/** Whom the case is about: found by a few letters, or described anew. */
export function EntitySection({ draft, entity, faults, today, onChange }: EntitySectionProps) {
  const { t } = useTranslation('newCase');
  const choose = (entityId: string) => onChange({ entityId, newEntity: null });
  return (
    <FormSection title={t('section.entity')}>
      {draft.newEntity && (
        <NewEntityForm
          entity={draft.newEntity}
          faults={faults}
          onChange={(newEntity) => onChange({ newEntity })}
          onUse={choose}
          onCancel={() => onChange({ newEntity: null })}
        />
      )}
      {!draft.newEntity && entity.known && (
        <Chosen entity={entity.known} today={today} onAgain={() => onChange({ entityId: null })} />
      )}
      {!draft.newEntity && !entity.known && (
        <div data-field="entity">
          <EntityPicker
            error={faults.entity && t(`fault.${faults.entity}`)}
            onChoose={choose}
            onNew={(name) =>
              onChange({
                entityId: null,
                newEntity: { name, form: 'organisation', code: '', address: '', representative: '', sectors: [] },
              })
            }
          />
        </div>
      )}
    </FormSection>
  );
}

function Chosen({ entity, today, onAgain }: { entity: ManagedEntity; today: string; onAgain: () => void }) {
  const { t } = useTranslation('newCase');
  const { t: words } = useTranslation('case');
  const facts = [
    entity.code && t('entity.code', { code: entity.code }),
    entity.representative && t('entity.representative', { name: entity.representative }),
    entity.sectors.map((sector) => words(`sector.${sector}`)).join(', '),
  ];
  return (
    <div className={styles.chosen}>
      <div className={styles.words}>
        <p className={styles.name}>{entity.name}</p>
        <p>{entity.address}</p>
        <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <Button variant="default" onClick={onAgain}>
        {t('entity.change')}
      </Button>
      <EarlierCases entityId={entity.id} year={today.slice(0, 4)} />
    </div>
  );
}

/** Cases with the same entity this year: the same matter is not checked twice. */
function EarlierCases({ entityId, year }: { entityId: string; year: string }) {
  const { t } = useTranslation('newCase');
  const { cases, entities } = useWorkspace().collections;
  const query = useMemo(() => {
    const startsOn = { $gte: `${year}-01-01`, $lte: `${year}-12-31` };
    const found = from(idsOfSame(entities, [entityId])).pipe(
      switchMap((ids) => cases.find({ selector: { entityId: { $in: [...ids] }, startsOn } }).$),
    );
    return { $: found };
  }, [cases, entities, entityId, year]);
  const earlier = useDocuments(query).value;
  const [first] = earlier;
  if (!first) return null;
  return (
    <div className={styles.earlier}>
      <Notice
        tone="info"
        title={t('entity.earlier', { count: earlier.length, year })}
        action={<Link to={paths.case(first.id)}>{first.number}</Link>}
      >
        {t('entity.earlierHint')}
      </Notice>
    </div>
  );
}
