import type { RouteObject } from 'react-router';
import { Navigate } from 'react-router';
import { CasesPage } from '../features/cases/CasesPage.tsx';
import { documentRoute } from '../ui/paths.ts';

/** The pages of cases: the list, a new one, and one case with its tabs. */
export const caseRoutes: RouteObject[] = [
  { path: 'cases', Component: CasesPage },
  {
    path: 'cases/new',
    lazy: async () => ({ Component: (await import('../features/new-case/NewCasePage.tsx')).NewCasePage }),
  },
  {
    path: 'cases/:caseId',
    lazy: async () => ({ Component: (await import('../features/case-page/CasePage.tsx')).CasePage }),
    children: [
      { index: true, element: <Navigate to="overview" replace /> },
      {
        path: 'overview',
        lazy: async () => ({ Component: (await import('../features/case-page/OverviewTab.tsx')).OverviewTab }),
      },
      {
        path: 'checklist',
        lazy: async () => ({ Component: (await import('../features/checklist/ChecklistTab.tsx')).ChecklistTab }),
      },
      {
        path: 'findings',
        lazy: async () => ({ Component: (await import('../features/findings/FindingsTab.tsx')).FindingsTab }),
      },
      {
        path: 'evidence',
        lazy: async () => ({ Component: (await import('../features/evidence/EvidenceTab.tsx')).EvidenceTab }),
      },
      {
        path: 'documents',
        lazy: async () => ({ Component: (await import('../features/documents/DocumentsTab.tsx')).DocumentsTab }),
      },
      {
        path: documentRoute,
        lazy: async () => ({ Component: (await import('../features/documents/DocumentPage.tsx')).DocumentPage }),
      },
      {
        path: 'conflicts',
        lazy: async () => ({ Component: (await import('../features/conflict/ConflictsTab.tsx')).ConflictsTab }),
      },
      {
        path: 'exchange',
        lazy: async () => ({ Component: (await import('../features/exchange/ExchangeTab.tsx')).ExchangeTab }),
      },
      { path: 'door', lazy: async () => ({ Component: (await import('../features/door/DoorPage.tsx')).DoorPage }) },
      { path: 'trip', lazy: async () => ({ Component: (await import('../features/trip/TripPage.tsx')).TripPage }) },
      { path: 'diary', lazy: async () => ({ Component: (await import('../features/diary/DiaryTab.tsx')).DiaryTab }) },
      {
        path: 'review',
        lazy: async () => ({ Component: (await import('../features/review/ReviewTab.tsx')).ReviewTab }),
      },
    ],
  },
];
