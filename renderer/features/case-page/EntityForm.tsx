import { TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readTaxCode } from '../../../shared/domain/entity/tax-code.ts';
import { writableScopes } from '../../../shared/domain/permission/permission.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { FieldError } from '../../ui/FieldError.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import { type CaseAndEntity, type EntityFields, entityFieldsOf, saveEntityFields } from './entity-fields.ts';
import styles from './Facts.module.css';

/** Whom the case is about, as fields: a slip of the pen, a representative who has changed. */
export function EntityForm() {
  const { t } = useTranslation('case');
  const { t: faultWords } = useTranslation('newCase');
  const { workspace, inspectionCase, entity } = useCaseFile();
  const document = useMemo<CaseAndEntity>(() => ({ inspectionCase, entity }), [inspectionCase, entity]);
  const stored = useMemo(() => entityFieldsOf(document), [document]);
  const { fields, type, flush } = useTypedFields<EntityFields, CaseAndEntity>({
    id: `${inspectionCase.id}|entity`,
    document,
    stored,
    save: (typed, seen) => saveEntityFields(workspace, typed, seen),
  });
  const [codeLeft, setCodeLeft] = useState(true);
  const codeIsWrong = codeLeft && fields.entityCode.trim() !== '' && readTaxCode(fields.entityCode) === null;
  const faults: Partial<Record<keyof EntityFields, string>> = {
    ...(fields.entityName.trim() === '' && { entityName: faultWords('fault.nameNeeded') }),
    ...(codeIsWrong && { entityCode: faultWords('fault.codeWrong') }),
  };
  const isOurs = entity !== null && writableScopes(workspace.session.person).includes(entity.scope);
  const line = (name: keyof EntityFields, path: string, maxLength = 500) => (
    <div data-fact={name}>
      <TextInput
        label={t(`field.${name}`)}
        maxLength={maxLength}
        value={fields[name]}
        onChange={(event) => {
          if (name === 'entityCode') setCodeLeft(false);
          type(name, event.currentTarget.value);
        }}
        onBlur={() => setCodeLeft(true)}
        error={faults[name] && <FieldError>{faults[name]}</FieldError>}
      />
      {name === 'entityName' || name === 'entityAddress' ? (
        <ConflictMark collection="cases" document={inspectionCase} path={`/${name}`} />
      ) : null}
      {entity && <ConflictMark collection="entities" document={entity} path={path} />}
    </div>
  );
  return (
    <form
      className={styles.form}
      onBlur={flush}
      onSubmit={(event) => {
        event.preventDefault();
        flush();
      }}
    >
      {line('entityName', '/name')}
      {line('entityAddress', '/address')}
      {isOurs && (
        <>
          {line('entityCode', '/code', 20)}
          {line('phone', '/phone', 40)}
          {line('representative', '/representative')}
          {line('representativeTitle', '/representativeTitle')}
        </>
      )}
    </form>
  );
}
