import { mustRun } from '../system/run-command.ts';

export interface RuntimeVersions {
  electronVersion: string;
  chromium: string;
  node: string;
  /** Version of Node-API; the prebuilt SQLite binding asks for 10. */
  nodeApi: number;
}

/** Asks an Electron binary what it is made of. */
export async function readVersions(executablePath: string): Promise<RuntimeVersions> {
  const text = await mustRun(executablePath, ['-p', 'JSON.stringify(process.versions)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    limitMs: 30_000,
  });
  const versions: Record<string, string | undefined> = JSON.parse(text);
  const { electron, chrome, node, napi } = versions;
  if (!electron || !chrome || !node || !napi) throw new Error(`${executablePath} is not Electron`);
  return { electronVersion: electron, chromium: chrome, node, nodeApi: Number(napi) };
}
