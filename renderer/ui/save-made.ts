import type { CallInput, CallOutput } from '../../shared/bridge/contract.ts';
import { base64Of } from './base64-of.ts';

type Name = 'file.saveMade';
interface SaveShell {
  call(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
}

const longestName = 190;

/** Writes what the program has made to a place that is asked for: it; null where none was chosen. `ending`: `.xlsx`. */
export async function saveMade(shell: SaveShell, name: string, ending: string, made: Blob): Promise<string | null> {
  // Without what no system takes in a file's name.
  const fitting = name.replace(/[\\/:*?"<>|]/g, '-').slice(0, longestName);
  return shell.call('file.saveMade', { suggestedName: `${fitting}${ending}`, base64: await base64Of(made) });
}
