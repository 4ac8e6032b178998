import { Button, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWrongTaxCode } from '../../../shared/domain/entity/tax-code.ts';
import { mayChangeEntity } from '../../../shared/domain/permission/permission.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import {
  type CaseAndEntity,
  type EntityFields,
  entityFieldsOf,
  saveEntityFields,
  sharedFieldsOf,
} from './entity-fields.ts';
import styles from './Facts.module.css';
import { TypedForm } from './TypedForm.tsx';

/** Whom the case is about, as fields: a slip of the pen, a representative who has changed. */
export function EntityForm() {
  const { t } = useTranslation('case');
  const { t: page } = useTranslation('casePage');
  const { t: faultWords } = useTranslation('newCase');
  const { workspace, inspectionCase, entity } = useCaseFile();
  const isOurs = entity !== null && mayChangeEntity(workspace.session.person, entity);
  const document = useMemo<CaseAndEntity>(() => ({ inspectionCase, entity }), [inspectionCase, entity]);
  const [shared] = useState(() => sharedFieldsOf(document));
  const stored = useMemo(() => entityFieldsOf(document), [document]);
  const { fields, type, flush } = useTypedFields<EntityFields, CaseAndEntity>({
    id: `${inspectionCase.id}|entity`,
    document,
    stored,
    save: (typed, seen) => saveEntityFields(workspace, typed, isOurs ? seen : { ...seen, entity: null }, shared),
  });
  /** What can't be saved stands in its field, with the reason, until it is mended. */
  const [unfit, setUnfit] = useState<Partial<EntityFields>>({});
  const write = (name: keyof EntityFields, value: string) => {
    const { [name]: _, ...others } = unfit;
    if (isUnfit(name, value)) return setUnfit({ ...others, [name]: value });
    setUnfit(others);
    type(name, value);
  };
  // A code is wrong until its last digit: that is said on leaving.
  const [codeLeft, setCodeLeft] = useState(true);
  const faults: Partial<Record<keyof EntityFields, string>> = {
    ...(unfit.entityName !== undefined && { entityName: faultWords('fault.nameNeeded') }),
    ...(codeLeft && unfit.entityCode !== undefined && { entityCode: faultWords('fault.codeWrong') }),
  };
  const grown = (name: 'entityName' | 'entityAddress', path: string) => (
    <div data-fact={name} className={styles.wide}>
      <Textarea
        label={t(`field.${name}`)}
        autosize
        minRows={1}
        maxRows={4}
        maxLength={500}
        value={unfit[name] ?? fields[name]}
        onChange={(event) => write(name, event.currentTarget.value.replace(/\s*\n\s*/g, ' '))}
        error={faults[name] && <FieldError>{faults[name]}</FieldError>}
      />
      <ConflictMark collection="cases" document={inspectionCase} path={`/${name}`} />
      {entity && <ConflictMark collection="entities" document={entity} path={path} />}
    </div>
  );
  const line = (name: keyof EntityFields, path: string, maxLength = 500) => (
    <div data-fact={name}>
      <TextInput
        label={t(`field.${name}`)}
        maxLength={maxLength}
        value={unfit[name] ?? fields[name]}
        onChange={(event) => {
          if (name === 'entityCode') setCodeLeft(false);
          write(name, event.currentTarget.value);
        }}
        onBlur={() => setCodeLeft(true)}
        error={faults[name] && <FieldError>{faults[name]}</FieldError>}
      />
      {entity && <ConflictMark collection="entities" document={entity} path={path} />}
    </div>
  );
  return (
    <TypedForm onLeave={flush}>
      {grown('entityName', '/name')}
      {!shared.name && entity && entity.name !== inspectionCase.entityName && (
        <p className={styles.other}>
          {page('facts.registered', { name: entity.name })}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              write('entityName', entity.name);
              flush();
            }}
          >
            {page('facts.useRegistered')}
          </Button>
        </p>
      )}
      {grown('entityAddress', '/address')}
      {isOurs && (
        <>
          {line('entityCode', '/code', 20)}
          {line('phone', '/phone', 40)}
          {line('representative', '/representative')}
          {line('representativeTitle', '/representativeTitle')}
        </>
      )}
    </TypedForm>
  );
}

/** A name is never emptied, a code is one or none: the store keeps what it has. */
function isUnfit(name: keyof EntityFields, value: string): boolean {
  return (name === 'entityName' && value.trim() === '') || (name === 'entityCode' && isWrongTaxCode(value));
}
