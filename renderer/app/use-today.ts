import { useEffect, useState } from 'react';
import { dayOf } from '../ui/format.ts';
import { useWorkspace } from './workspace-context.tsx';

const minuteMs = 60_000;

/** The server's time as last measured, read again every minute: milliseconds since 1970. */
export function useNow(): number {
  const workspace = useWorkspace();
  const [now, setNow] = useState(() => workspace.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(workspace.now()), minuteMs);
    return () => clearInterval(timer);
  }, [workspace]);
  return now;
}

/** Today in Viet Nam, yyyy-mm-dd. */
export function useToday(): string {
  return dayOf(useNow());
}
