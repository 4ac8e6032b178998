import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

/** `minh-tra.json` beside the program's resources: written by whoever installs it, the same for everyone on the laptop. */
const Installed = Type.Object({ serverUrl: Type.Optional(Type.String()) });

export function installedConfiguration(): Static<typeof Installed> {
  try {
    const read: unknown = JSON.parse(readFileSync(path.join(process.resourcesPath, 'minh-tra.json'), 'utf8'));
    return Value.Check(Installed, read) ? read : {};
  } catch {
    return {};
  }
}
