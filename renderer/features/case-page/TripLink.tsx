import { Button } from '@mantine/core';
import { IconBriefcase } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import type { CaseState } from '../../../shared/schema/cases.ts';
import { usePerson } from '../../app/workspace-context.tsx';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';

const beforeReport: readonly CaseState[] = ['preparing', 'decided', 'announced', 'onSite'];

/** Until the visit is over: the way to making this case ready for work without a network. */
export function TripLink() {
  const { t } = useTranslation('casePage');
  const person = usePerson();
  const { inspectionCase } = useCaseFile();
  if (!beforeReport.includes(inspectionCase.state) || !isParty(person, inspectionCase)) return null;
  return (
    <Button
      component={Link}
      to={paths.case(inspectionCase.id, 'trip')}
      variant="default"
      fullWidth
      leftSection={<IconBriefcase size={18} stroke={1.7} aria-hidden />}
    >
      {t('action.trip')}
    </Button>
  );
}
