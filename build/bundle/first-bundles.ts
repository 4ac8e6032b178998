import path from 'node:path';
import { repositoryFolder } from '../system/repository.ts';

interface Context {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

// The bundler names modules with slashes everywhere.
const program = path.join(repositoryFolder, 'renderer/app/session/open-over-port.ts').replaceAll('\\', '/');

/**
 * Puts all that the sign-in page imports into one bundle, and all that the program behind it adds into another. Left to
 * itself the bundler makes one of every module that two pages share, and each costs the start a request of some milliseconds.
 */
export const firstBundles = [
  { name: 'sign-in', tags: ['$initial' as const], priority: 2 },
  { name: reachedFrom(program, 'program'), debugName: 'program', priority: 1 },
];

/** Names a module that is reached from a file by imports that do not wait. */
function reachedFrom(root: string, name: string): (id: string, context: Context) => string | null {
  const reached = new Set<string>();
  const reach = (id: string, context: Context) => {
    if (reached.has(id)) return;
    reached.add(id);
    for (const imported of context.getModuleInfo(id)?.importedIds ?? []) reach(imported, context);
  };
  return (id, context) => {
    if (!context.getModuleInfo(root)) throw new Error(`nothing imports ${root}: the program has no bundle of its own`);
    reach(root, context);
    return reached.has(id) ? name : null;
  };
}
