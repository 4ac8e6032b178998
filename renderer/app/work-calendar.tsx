import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type WorkCalendar, workCalendar } from '../../shared/domain/deadline/calendar.ts';
import { useReference } from '../ui/use-reference.ts';
import { useWorkspace } from './workspace-context.tsx';

const Context = createContext<WorkCalendar>(workCalendar([]));

/** Reads the holidays once for every deadline on the screen. */
export function WorkCalendarProvider({ children }: { children: ReactNode }) {
  const holidays = useReference(useWorkspace(), 'holiday').value;
  const calendar = useMemo(() => workCalendar(holidays), [holidays]);
  return <Context value={calendar}>{children}</Context>;
}

/** Which days are worked, by the holidays that this device knows. */
export function useWorkCalendar(): WorkCalendar {
  return useContext(Context);
}
