import { type Failure, useGate } from '../../app/session/gate.tsx';

interface WayBack {
  /** Opens the database again; without a session the PIN has to be shown once more. */
  reopen(): void;
  /** To the people list, the vault shut. */
  toPeople(): void;
}

/** The ways out of the recovery page. */
export function useWayBack({ session, personId }: Failure): WayBack {
  const gate = useGate();
  return {
    reopen: () => (session ? gate.enter(session) : gate.toPeople(personId)),
    toPeople: () => (session ? gate.lock() : gate.toPeople(personId)),
  };
}
