import { useState } from 'react';
import { createHashRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { RecoveryPage } from '../features/recovery/RecoveryPage.tsx';
import { SignInPage } from '../features/sign-in/SignInPage.tsx';
import { MemoryProvider } from '../ui/memory.tsx';
import { PanelPresenceProvider } from '../ui/panel-presence.tsx';
import { routes } from './routes.tsx';
import { DatabaseLost } from './session/DatabaseLost.tsx';
import { useGate } from './session/gate.tsx';
import { Opening } from './session/Opening.tsx';
import { WorkCalendarProvider } from './work-calendar.tsx';
import { WorkspaceProvider } from './workspace-context.tsx';

/** What the window shows: the people list, the way into a database, or the program. */
export function App() {
  const { state } = useGate();
  if (state.at === 'signedOut') return <SignInPage reason={state.reason} personId={state.personId} />;
  if (state.at === 'opening') return <Opening />;
  if (state.at === 'failed') return <RecoveryPage failure={state} />;
  const { workspace, lost$ } = state.opened;
  return (
    <WorkspaceProvider workspace={workspace}>
      <DatabaseLost lost$={lost$} />
      <Program key={workspace.session.person.id} />
    </WorkspaceProvider>
  );
}

function Program() {
  // One router a session: its history is one person's.
  const [router] = useState(() => createHashRouter(routes));
  return (
    <MemoryProvider>
      <PanelPresenceProvider>
        <WorkCalendarProvider>
          <RouterProvider router={router} />
        </WorkCalendarProvider>
      </PanelPresenceProvider>
    </MemoryProvider>
  );
}
