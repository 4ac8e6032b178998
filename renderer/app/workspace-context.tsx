import { createContext, type ReactNode, useContext } from 'react';
import type { OpenSession } from '../../shared/bridge/contract.ts';
import type { Person } from '../../shared/schema/people.ts';
import type { Workspace } from '../data/workspace.ts';
import type { Shell } from './bridge.ts';

const BridgeContext = createContext<Shell | null>(null);
const WorkspaceContext = createContext<Workspace | null>(null);

export function BridgeProvider({ shell, children }: { shell: Shell; children: ReactNode }) {
  return <BridgeContext value={shell}>{children}</BridgeContext>;
}

export function WorkspaceProvider({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  return <WorkspaceContext value={workspace}>{children}</WorkspaceContext>;
}

/** Calls to the shell and its events; everywhere, also before anybody has signed in. */
export function useBridge(): Shell {
  const shell = useContext(BridgeContext);
  if (!shell) throw new Error('useBridge outside BridgeProvider');
  return shell;
}

/** The open database with all that the window does to it; only on pages of a signed-in person. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace outside WorkspaceProvider');
  return workspace;
}

/** Who is signed in, on which device, until when without the server. */
export function useSession(): OpenSession {
  return useWorkspace().session;
}

/** The person who is signed in. */
export function usePerson(): Person {
  return useSession().person;
}
