import { Outlet } from 'react-router';
import type { Role } from '../../../shared/schema/people.ts';
import { usePerson } from '../workspace-context.tsx';
import { NotFound } from './NotFound.tsx';

/** Pages of these roles: for anybody else their addresses lead nowhere. What the server answers does not depend on it. */
export function OnlyFor({ roles }: { roles: readonly Role[] }) {
  return roles.includes(usePerson().role) ? <Outlet /> : <NotFound />;
}
