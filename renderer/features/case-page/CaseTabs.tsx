import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCaseFile } from '../../ui/case/case-file.tsx';
import { caseTabs, paths } from '../../ui/paths.ts';
import { TabLink, TabStrip } from '../../ui/TabStrip.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.tsx';

/** The parts of a case, each with its live count. */
export function CaseTabs() {
  const { t } = useTranslation('casePage');
  const navigate = useNavigate();
  const { inspectionCase, progress, findings, evidence, documents, activity, remarks } = useCaseFile();
  const { id, moves } = inspectionCase;
  const counts = {
    overview: undefined,
    checklist: progress.whole.items > 0 ? `${progress.whole.answered}/${progress.whole.items}` : undefined,
    findings: findings.length || undefined,
    evidence: evidence.filter(({ withdrawn }) => withdrawn === null).length || undefined,
    documents: documents.filter(({ cancelled }) => cancelled === null).length || undefined,
    diary:
      activity.filter(({ kind }) => kind !== 'transition' && kind !== 'custody').length + moves.length || undefined,
    review: remarks.length || undefined,
  };
  useShortcuts(
    t('keys.title'),
    caseTabs.map((tab, index) => ({
      keys: `alt+${index + 1}`,
      label: t(`tabs.${tab}`),
      everywhere: true,
      run: () => void navigate(paths.case(id, tab), { replace: true }),
    })),
  );
  return (
    <TabStrip label={t('tabs.label')} inset={32}>
      {caseTabs.map((tab) => (
        <TabLink key={tab} to={paths.case(id, tab)} count={counts[tab]}>
          {t(`tabs.${tab}`)}
        </TabLink>
      ))}
    </TabStrip>
  );
}
