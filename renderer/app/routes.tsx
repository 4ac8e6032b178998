import type { RouteObject } from 'react-router';
import { Navigate } from 'react-router';
import { deviceRoles } from '../../shared/domain/permission/rules.ts';
import { TodayPage } from '../features/today/TodayPage.tsx';
import { paths } from '../ui/paths.ts';
import { caseRoutes } from './case-routes.tsx';
import { Opening } from './session/Opening.tsx';
import { Broken } from './shell/Broken.tsx';
import { Frame } from './shell/Frame.tsx';
import { NotFound } from './shell/NotFound.tsx';
import { OnlyFor } from './shell/OnlyFor.tsx';

/**
 * Every page of a signed-in person. The two that a day begins with
 * are loaded with the program, any other when it is first opened: `lazy` returns the component by name. To
 * add one: its address in ui/paths.ts, its line here, its texts in i18n/catalogue.ts.
 */
export const routes: RouteObject[] = [
  {
    path: '/',
    Component: Frame,
    HydrateFallback: Opening,
    errorElement: <Broken />,
    children: [
      { index: true, element: <Navigate to={paths.today} replace /> },
      { path: 'today', Component: TodayPage },
      {
        element: <OnlyFor roles={deviceRoles} />,
        children: [
          {
            path: 'devices',
            lazy: async () => ({ Component: (await import('../features/devices/DevicesPage.tsx')).DevicesPage }),
          },
        ],
      },
      {
        path: 'templates',
        lazy: async () => ({ Component: (await import('../features/templates/TemplatesPage.tsx')).TemplatesPage }),
      },
      {
        path: 'templates/:templateId',
        lazy: async () => ({ Component: (await import('../features/templates/TemplatePage.tsx')).TemplatePage }),
      },
      {
        path: 'outbox',
        lazy: async () => ({ Component: (await import('../features/outbox/OutboxPage.tsx')).OutboxPage }),
      },
      {
        path: 'settings',
        lazy: async () => ({ Component: (await import('../features/settings/SettingsPage.tsx')).SettingsPage }),
      },
      ...caseRoutes,
      { path: '*', Component: NotFound },
    ].map((route) => ({ errorElement: <Broken />, ...route })),
  },
];
