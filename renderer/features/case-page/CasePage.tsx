import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useMatch, useParams } from 'react-router';
import { usePersonName } from '../../app/use-person-name.ts';
import { useToday } from '../../app/use-today.ts';
import { useWorkspace } from '../../app/workspace-context.tsx';
import { CaseFileProvider } from '../../ui/case/case-file.tsx';
import { LawProvider } from '../../ui/case/law.tsx';
import { useCaseFileOf } from '../../ui/case/use-case-file.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ProblemNotice } from '../../ui/ProblemNotice.tsx';
import { documentRoute, paths } from '../../ui/paths.ts';
import { RowsSkeleton } from '../../ui/RowsSkeleton.tsx';
import { CaseHeader } from './CaseHeader.tsx';
import { CaseLaw } from './CaseLaw.tsx';
import { CaseNotice } from './CaseNotice.tsx';
import styles from './CasePage.module.css';
import { CaseTabs } from './CaseTabs.tsx';

/** One case: its header, its steps, its tabs. */
export function CasePage() {
  const { caseId = '' } = useParams();
  // Another case begins afresh: nothing of the one before stays open.
  return <OneCase key={caseId} caseId={caseId} />;
}

function OneCase({ caseId }: { caseId: string }) {
  const workspace = useWorkspace();
  // A document has the whole page, as its paper needs.
  const isDocument = useMatch(`/cases/:caseId/${documentRoute}`) !== null;
  const { file, loading, problem } = useCaseFileOf(workspace, caseId, { today: useToday(), nameOf: usePersonName() });
  if (!file) {
    return (
      <Page padding="none">
        {problem ? <CaseProblem problem={problem} /> : loading ? <CaseSkeleton /> : <NoSuchCase />}
      </Page>
    );
  }
  return (
    <CaseFileProvider file={file}>
      <LawProvider>
        <Page padding="none" panel={<CaseLaw />}>
          {!isDocument && <CaseHeader />}
          {!isDocument && <CaseTabs />}
          {problem && <CaseProblem problem={problem} />}
          {!isDocument && <CaseNotice />}
          <div className={styles.tab}>
            <Outlet />
          </div>
        </Page>
      </LawProvider>
    </CaseFileProvider>
  );
}

function CaseProblem({ problem }: { problem: Parameters<typeof ProblemNotice>[0]['problem'] }) {
  return (
    <div className={styles.notice}>
      <ProblemNotice problem={problem} />
    </div>
  );
}

function CaseSkeleton() {
  return (
    <div className={styles.notice}>
      <RowsSkeleton rows={8} height={60} />
    </div>
  );
}

function NoSuchCase() {
  const { t } = useTranslation('casePage');
  return (
    <EmptyState
      level={1}
      title={t('notFound.title')}
      actions={
        <Button component={Link} to={paths.cases}>
          {t('notFound.back')}
        </Button>
      }
    >
      {t('notFound.body')}
    </EmptyState>
  );
}
