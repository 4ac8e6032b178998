import { Spotlight } from '@mantine/spotlight';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import { caseStateLooks } from '../../ui/case-state.ts';
import { paths } from '../../ui/paths.ts';

/** A case in the palette: its entity, number and state. */
export function CaseAction({ inspectionCase }: { inspectionCase: InspectionCase }) {
  const { t } = useTranslation('ui');
  const navigate = useNavigate();
  const { id, number, entityName, entityAddress, state } = inspectionCase;
  const { icon: Glyph } = caseStateLooks[state];
  return (
    <Spotlight.Action
      label={entityName}
      description={[number, t(`state.${state}`), entityAddress].filter(Boolean).join(' · ')}
      leftSection={<Glyph size={18} stroke={1.7} aria-hidden />}
      onClick={() => void navigate(paths.case(id))}
    />
  );
}
