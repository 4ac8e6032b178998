import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

/** `minh-tra.json` beside the program's resources: written by whoever installs it, the same for everyone on the laptop. */
const Installed = Type.Object({ serverUrl: Type.String() });
/** What packaging wrote into the program's package.json. */
const Packaged = Type.Object({ minhTra: Type.Object({ runtime: Type.String() }) });

/** Beside the program's resources as well: the licences of what of others is in it, written by packaging. */
export const licencesFileName = 'third-party-licences.txt';

/** What a packaged program knows without its environment. */
export interface Installation {
  readonly serverUrl?: string;
  readonly runtime?: string;
}

function readAs<Schema extends TSchema>(schema: Schema, file: string): Static<Schema> | null {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Value.Check(schema, read) ? read : null;
  } catch {
    return null;
  }
}

export function readInstallation(resourcesFolder: string, applicationFolder: string): Installation {
  const installed = readAs(Installed, path.join(resourcesFolder, 'minh-tra.json'));
  const packaged = readAs(Packaged, path.join(applicationFolder, 'package.json'));
  return {
    ...(installed && { serverUrl: installed.serverUrl }),
    ...(packaged && { runtime: packaged.minhTra.runtime }),
  };
}
