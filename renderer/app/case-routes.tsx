import type { RouteObject } from 'react-router';

/** The pages of cases: the list, a new one, and one case with its tabs. */
export const caseRoutes: RouteObject[] = [
  { path: 'cases', lazy: async () => ({ Component: (await import('../features/cases/CasesPage.tsx')).CasesPage }) },
];
