import path from 'node:path';
import { parseArgs } from 'node:util';

export const verifyUsage = 'npm run verify -- PACKAGE.zip [--json] [--lang vi|en]';

/** npm runs us in the repository: what a person types is meant where they typed it. */
const typedIn = process.env.INIT_CWD ?? process.cwd();

export interface VerifyArguments {
  readonly file: string;
  readonly isJson: boolean;
  readonly language: 'vi' | 'en';
}

/** Reads the arguments of `npm run verify`; null when they are not understood. */
export function readVerifyArguments(args: string[]): VerifyArguments | null {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean' }, lang: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    const { lang = 'vi', json = false } = values;
    if (!file || more.length > 0 || (lang !== 'vi' && lang !== 'en')) return null;
    return { file: path.resolve(typedIn, file), isJson: json, language: lang };
  } catch {
    return null;
  }
}
