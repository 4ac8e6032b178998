import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { countLines } from '../../../shared/domain/door/door-list.ts';
import type { Edge } from '../../../shared/domain/workflow/workflow.ts';
import { useDoorList } from '../../app/use-door-list.ts';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { paths } from '../../ui/paths.ts';
import { useLanguage } from '../../ui/use-format.ts';

interface EndVisitStepProps {
  edge: Edge;
  onAsk: () => void;
}

/** Ends the visit where nothing is left that can be done at the place alone; else it leads to what is, and stands there. */
export function EndVisitStep({ edge, onAsk }: EndVisitStepProps) {
  const { t } = useTranslation('casePage');
  const language = useLanguage();
  const { pathname } = useLocation();
  const { inspectionCase } = useCaseFile();
  const list = useDoorList();
  const door = paths.case(inspectionCase.id, 'door');
  // The list has the step's buttons itself.
  if (!list || pathname === door) return null;
  const verb = edge.verb[language];
  const left = countLines(list.must);
  if (left === 0) return <Button onClick={onAsk}>{verb}</Button>;
  return (
    <Button component={Link} to={door} title={t('action.leftAtDoor', { count: left })}>
      {verb}
    </Button>
  );
}
