import { parseArgs } from 'node:util';
import type { FaultLanguage } from '../../forms/fault-text.ts';

export const formsUsage = 'npm run forms -- check [--lang vi|en] FILE...';

export interface FormsArguments {
  readonly files: readonly string[];
  readonly language: FaultLanguage;
}

/** Null where what was typed asks for nothing that there is. */
export function readFormsArguments(args: readonly string[]): FormsArguments | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lang: { type: 'string', default: 'vi' } },
    });
    const [command, ...files] = positionals;
    const language = values.lang;
    if (command !== 'check' || files.length === 0 || (language !== 'vi' && language !== 'en')) return null;
    return { files, language };
  } catch {
    return null;
  }
}
