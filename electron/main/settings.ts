import path from 'node:path';
import { Value } from 'typebox/value';
import { Settings } from '../../shared/bridge/contract.ts';
import { readJson, writeDurably } from './files/durable-file.ts';

const initial: Settings = {
  language: 'vi',
  theme: 'auto',
  textSize: 100,
  lockAfterMinutes: 10,
  compactRows: false,
  railCollapsed: false,
  holdOriginals: false,
  holdOnMetered: false,
  receiverPort: '',
  receiverSpeed: 9_600,
};

/** The laptop's settings: what the sign-in page needs before any database is open. */
export interface SettingsFile {
  /** As last read or written. */
  readonly current: Settings;
  write(settings: Settings): Promise<Settings>;
}

/**
 * Reads the settings; what is missing or damaged is as at the beginning, field by field. Fields that this program does not
 * know are a later one's, and stay.
 */
export async function openSettings(folder: string): Promise<SettingsFile> {
  const file = path.join(folder, 'settings.json');
  const read = await readJson(file);
  let current = initial;
  const unknown: Record<string, unknown> = {};
  if (typeof read === 'object' && read !== null) {
    for (const [name, value] of Object.entries(read)) {
      if (!(name in initial)) unknown[name] = value;
      const candidate = { ...current, [name]: value };
      if (Value.Check(Settings, candidate)) current = candidate;
    }
  }
  return {
    get current() {
      return current;
    },
    async write(settings) {
      await writeDurably(file, JSON.stringify({ ...unknown, ...settings }, null, 2));
      current = settings;
      return current;
    },
  };
}
