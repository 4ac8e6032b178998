import { Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { useKeepDeadline } from '../../app/use-keep-deadline.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { ConflictMark } from '../../ui/conflict/ConflictMark.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { useTypedFields } from '../../ui/use-typed-fields.ts';
import styles from './Facts.module.css';
import { type FactFields, type FactName, factPaths, factsOf, withFacts } from './fact-fields.ts';
import { TypedForm } from './TypedForm.tsx';

/** The facts as fields: what is typed is saved by itself, so there is nothing to confirm. */
export function FactsForm() {
  const { t } = useTranslation('case');
  const { t: faultWords } = useTranslation('newCase');
  const { workspace, inspectionCase } = useCaseFile();
  const keepDeadline = useKeepDeadline();
  const stored = useMemo(() => factsOf(inspectionCase), [inspectionCase]);
  const { fields, type, flush } = useTypedFields<FactFields, InspectionCase>({
    id: inspectionCase.id,
    document: inspectionCase,
    stored,
    save: async (typed, seen) => {
      await workspace.change('cases', inspectionCase.id, (current) => withFacts(current, typed), seen);
      await keepDeadline(inspectionCase.id);
    },
  });

  const line = (name: 'groundNumber' | 'groundIssuedBy') => (
    <Fact name={name}>
      <TextInput
        label={t(`field.${name}`)}
        maxLength={500}
        value={fields[name]}
        onChange={(event) => type(name, event.currentTarget.value)}
      />
    </Fact>
  );
  const paragraph = (name: 'groundSummary' | 'content') => (
    <Fact name={name} wide>
      <Textarea
        label={t(`field.${name}`)}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={5_000}
        value={fields[name]}
        onChange={(event) => type(name, event.currentTarget.value)}
      />
    </Fact>
  );
  const dated = (name: 'groundIssuedOn' | 'periodFrom' | 'periodTo' | 'startsOn' | 'endsOn') => (
    <Fact name={name}>
      <DateField
        label={t(`field.${name}`)}
        value={fields[name]}
        error={name === 'endsOn' && fields.endsOn < fields.startsOn ? faultWords('fault.endsBeforeStart') : undefined}
        onChange={(date) => {
          if (name !== 'startsOn' && name !== 'endsOn') type(name, date);
          else if (date !== null) type(name, date);
        }}
      />
    </Fact>
  );
  return (
    <TypedForm onLeave={flush}>
      {line('groundNumber')}
      {dated('groundIssuedOn')}
      {line('groundIssuedBy')}
      {paragraph('groundSummary')}
      {paragraph('content')}
      {dated('periodFrom')}
      {dated('periodTo')}
      {dated('startsOn')}
      {dated('endsOn')}
    </TypedForm>
  );
}

function Fact({ name, wide, children }: { name: FactName; wide?: boolean; children: ReactNode }) {
  const { inspectionCase } = useCaseFile();
  return (
    <div data-fact={name} className={wide ? styles.wide : undefined}>
      {children}
      <ConflictMark collection="cases" document={inspectionCase} path={factPaths[name]} />
    </div>
  );
}
