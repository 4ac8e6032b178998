import {
  type ComponentType,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Observable } from 'rxjs';
import type { EventPayload, OpenSession } from '../../../shared/bridge/contract.ts';
import { type Problem, problemOf } from '../../../shared/problem/problem.ts';
import type { Workspace } from '../../data/workspace.ts';
import { useNotices } from '../../ui/notices.tsx';
import { paths } from '../../ui/paths.ts';
import { useBridge } from '../workspace-context.tsx';

export type LockReason = EventPayload<'locked'>['reason'];

/** Where the window stands between the people list and an open database. */
export type GateState =
  | { readonly at: 'signedOut'; readonly reason: LockReason | null; readonly personId: string | null }
  | { readonly at: 'opening'; readonly session: OpenSession }
  | { readonly at: 'open'; readonly opened: OpenedWorkspace }
  | Failure;

/** The database did not open: before the vault was handed over (no session), or behind an open vault. */
export interface Failure {
  readonly at: 'failed';
  readonly personId: string;
  readonly session: OpenSession | null;
  readonly problem: Problem;
}

/** A workspace with what carries it. */
export interface OpenedWorkspace {
  readonly workspace: Workspace;
  /** Set while the database process cannot be reached; it is tried again meanwhile. */
  readonly lost$: Observable<Problem | null>;
  /** What is shown of it: loaded with it, so that the sign-in page does not wait for the whole program. */
  readonly Program: ComponentType<{ opened: OpenedWorkspace }>;
  /** Saves what still waits to be saved, and closes the database. */
  close(): Promise<void>;
}

/** Opens the person's database behind a session: storage, collections, synchronisation. */
export type OpenWorkspace = (session: OpenSession) => Promise<OpenedWorkspace>;

interface Gate {
  readonly state: GateState;
  /** Opens the database of a session that the shell has opened. */
  enter(session: OpenSession): void;
  /** Goes to the recovery page. */
  fail(personId: string, problem: Problem): void;
  /** Back to the people list from a database that did not open. */
  toPeople(personId: string): void;
  /** Shuts the vault; `forget` leaves the people list with nobody chosen. */
  lock(options?: { forget: boolean }): void;
}

const Context = createContext<Gate | null>(null);

export function useGate(): Gate {
  const gate = useContext(Context);
  if (!gate) throw new Error('useGate outside GateProvider');
  return gate;
}

/** Closes a workspace whose vault is shut already: the port may be gone before it answers. */
async function closeQuietly(opened: OpenedWorkspace): Promise<void> {
  try {
    await opened.close();
  } catch (thrown) {
    console.warn('workspace closed with', problemOf(thrown).code);
  }
}

interface Current {
  readonly session: OpenSession;
  opened: OpenedWorkspace | null;
}

/** Keeps the state of the gate and follows the shell's word that the vault was shut. */
export function GateProvider({ open, children }: { open: OpenWorkspace; children: ReactNode }) {
  const shell = useBridge();
  const notices = useNotices();
  const [state, setState] = useState<GateState>({ at: 'signedOut', reason: null, personId: null });
  const current = useRef<Current | null>(null);
  const forgets = useRef(false);
  const lastPersonId = useRef<string | null>(null);

  /** Closes what is open, if anything is, and tells the shell when that is done; gives the session that it belonged to. */
  const leave = useCallback((): OpenSession | null => {
    const left = current.current;
    current.current = null;
    const closed = left?.opened ? closeQuietly(left.opened) : Promise.resolve();
    closed.then(() => shell.call('session.left', null)).catch(() => undefined);
    return left?.session ?? null;
  }, [shell]);

  const onLocked = useCallback(
    (reason: LockReason) => {
      const session = leave();
      notices.clear();
      setState({ at: 'signedOut', reason, personId: forgets.current ? null : (session?.person.id ?? null) });
      forgets.current = false;
    },
    [leave, notices],
  );
  useEffect(() => shell.on('locked', ({ reason }) => onLocked(reason)), [shell, onLocked]);

  const enter = useCallback(
    (session: OpenSession) => {
      // Who unlocks again goes on where they were; another person begins with their own day.
      const { id } = session.person;
      if (lastPersonId.current && lastPersonId.current !== id) history.replaceState(null, '', `#${paths.today}`);
      lastPersonId.current = id;
      const mine: Current = { session, opened: null };
      current.current = mine;
      setState({ at: 'opening', session });
      open(session).then(
        (opened) => {
          // Locked while it was opening: nothing may stay open behind the people list.
          if (current.current !== mine) return void closeQuietly(opened);
          mine.opened = opened;
          setState({ at: 'open', opened });
        },
        (thrown) => {
          if (current.current !== mine) return;
          setState({ at: 'failed', personId: session.person.id, session, problem: problemOf(thrown) });
        },
      );
    },
    [open],
  );

  const fail = useCallback(
    (personId: string, problem: Problem) => setState({ at: 'failed', personId, session: leave(), problem }),
    [leave],
  );
  const toPeople = useCallback((personId: string) => setState({ at: 'signedOut', reason: null, personId }), []);

  const lock = useCallback(
    (options?: { forget: boolean }) => {
      forgets.current = options?.forget ?? false;
      shell.call('session.lock', null).catch(() => onLocked('person'));
    },
    [shell, onLocked],
  );

  const gate = useMemo<Gate>(() => ({ state, enter, fail, toPeople, lock }), [state, enter, fail, toPeople, lock]);
  return <Context value={gate}>{children}</Context>;
}
