import { type ReactNode, useLayoutEffect, useState } from 'react';
import { TeamMeeting } from '../data/bundles/team-meeting.ts';
import { TeamMeetingProvider } from '../ui/meeting/team-meeting.tsx';
import { readReference } from '../ui/use-reference.ts';
import { useBridge, useWorkspace } from './workspace-context.tsx';

/** Has the pages within meet the laptops of a team: what was begun on one page goes on on the others. */
export function OpenMeeting({ children }: { children: ReactNode }) {
  const workspace = useWorkspace();
  const shell = useBridge();
  const [meeting, setMeeting] = useState<TeamMeeting | null>(null);
  // Before the first painting: no page is drawn twice.
  useLayoutEffect(() => {
    const keys = async () => (await readReference(workspace, 'keys')).map(({ data }) => data);
    const opened = new TeamMeeting({ workspace, shell, keys });
    setMeeting(opened);
    return () => opened.close();
  }, [workspace, shell]);
  return meeting && <TeamMeetingProvider meeting={meeting}>{children}</TeamMeetingProvider>;
}
