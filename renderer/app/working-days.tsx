import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { Value } from 'typebox/value';
import { HolidayData } from '../../shared/schema/reference-data.ts';
import { addDays, daysBetween } from '../ui/format.ts';
import { useDocuments } from '../ui/use-documents.ts';
import { useWorkspace } from './workspace-context.tsx';

/** Days off and compensatory working days by date (yyyy-mm-dd): true for a working day. */
type Exceptions = ReadonlyMap<string, boolean>;

/** Counts working days from the day after `from` to `to`, both yyyy-mm-dd; negative when `to` is before `from`. */
export type CountWorkingDays = (from: string, to: string) => number;

const Context = createContext<CountWorkingDays>(() => 0);

function isWorkingDay(date: string, exceptions: Exceptions): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return exceptions.get(date) ?? (weekday !== 0 && weekday !== 6);
}

function count(from: string, to: string, exceptions: Exceptions): number {
  if (to < from) return -count(to, from, exceptions);
  let days = 0;
  for (let step = 1; step <= daysBetween(from, to); step++) if (isWorkingDay(addDays(from, step), exceptions)) days++;
  return days;
}

/** Reads the holidays once for all deadlines on the screen. */
export function WorkingDaysProvider({ children }: { children: ReactNode }) {
  const { reference } = useWorkspace().collections;
  const holidays = useDocuments(reference.find({ selector: { kind: 'holiday' } })).value;
  const counter = useMemo<CountWorkingDays>(() => {
    const exceptions = new Map<string, boolean>();
    for (const { data } of holidays) if (Value.Check(HolidayData, data)) exceptions.set(data.date, data.working);
    const known = new Map<string, number>();
    return (from, to) => {
      const key = `${from} ${to}`;
      const days = known.get(key) ?? count(from, to, exceptions);
      known.set(key, days);
      return days;
    };
  }, [holidays]);
  return <Context value={counter}>{children}</Context>;
}

export function useWorkingDays(): CountWorkingDays {
  return useContext(Context);
}
