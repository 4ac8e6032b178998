import { createContext, useContext, useEffect, useMemo, useState } from 'react';

interface PanelPresence {
  readonly open: boolean;
  setOpen(open: boolean): void;
}

const Presence = createContext<PanelPresence>({ open: false, setOpen: () => undefined });

/** Lets the frame know that a right panel is open, so that the rail can give way under 1440 px. */
export function PanelPresenceProvider({ children }: { children: React.ReactNode }) {
  const [open, setOpen] = useState(false);
  const presence = useMemo(() => ({ open, setOpen }), [open]);
  return <Presence value={presence}>{children}</Presence>;
}

export function usePanelIsOpen(): boolean {
  return useContext(Presence).open;
}

/** Called by a panel: tells the frame while it is shown beside the page. */
export function usePanelPresence(shown: boolean): void {
  const { setOpen } = useContext(Presence);
  useEffect(() => {
    setOpen(shown);
    return () => setOpen(false);
  }, [shown, setOpen]);
}
