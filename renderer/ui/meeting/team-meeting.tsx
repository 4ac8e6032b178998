import { createContext, type ReactNode, useContext } from 'react';
import { type MeetingState, noMeeting } from '../../data/bundles/meeting-state.ts';
import type { TeamMeeting } from '../../data/bundles/team-meeting.ts';
import { useLive } from '../use-documents.ts';

const Context = createContext<TeamMeeting | null>(null);

export function TeamMeetingProvider({ meeting, children }: { meeting: TeamMeeting; children: ReactNode }) {
  return <Context value={meeting}>{children}</Context>;
}

/** The meeting of a team's laptops, which goes on from page to page; only on pages of a signed-in person. */
export function useTeamMeeting(): TeamMeeting {
  const meeting = useContext(Context);
  if (!meeting) throw new Error('useTeamMeeting outside TeamMeetingProvider');
  return meeting;
}

/** What is going on in it, live. */
export function useMeetingState(): MeetingState {
  return useLive(useTeamMeeting().state$, noMeeting).value;
}
