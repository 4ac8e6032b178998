import { useState } from 'react';
import { createHashRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { MemoryProvider } from '../ui/memory.tsx';
import { PanelPresenceProvider } from '../ui/panel-presence.tsx';
import { OpenEvidence } from './OpenEvidence.tsx';
import { OpenMeeting } from './OpenMeeting.tsx';
import { OpenNumbers } from './OpenNumbers.tsx';
import { routes } from './routes.tsx';
import { DatabaseLost } from './session/DatabaseLost.tsx';
import type { OpenedWorkspace } from './session/gate.tsx';
import { WorkCalendarProvider } from './work-calendar.tsx';
import { WorkspaceProvider } from './workspace-context.tsx';

/** The program of a signed-in person. */
export function Program({ opened: { workspace, lost$ } }: { opened: OpenedWorkspace }) {
  return (
    <WorkspaceProvider workspace={workspace}>
      <DatabaseLost lost$={lost$} />
      <Pages key={workspace.session.person.id} />
    </WorkspaceProvider>
  );
}

function Pages() {
  // One router a session: its history is one person's.
  const [router] = useState(() => createHashRouter(routes));
  return (
    <MemoryProvider>
      <PanelPresenceProvider>
        <WorkCalendarProvider>
          <OpenEvidence>
            <OpenNumbers>
              <OpenMeeting>
                <RouterProvider router={router} />
              </OpenMeeting>
            </OpenNumbers>
          </OpenEvidence>
        </WorkCalendarProvider>
      </PanelPresenceProvider>
    </MemoryProvider>
  );
}
