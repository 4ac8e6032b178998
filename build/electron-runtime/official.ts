import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runCommand } from '../system/run-command.ts';

const require = createRequire(import.meta.url);
const packageFile = require.resolve('electron/package.json');
const packageFolder = path.dirname(packageFile);
const defaultMirror = 'https://github.com/electron/electron/releases/download/';

/** Path of the binary that belongs to the npm package `electron`, or null when it has not been downloaded. */
export async function findOfficial(): Promise<string | null> {
  try {
    const { version } = JSON.parse(await readFile(packageFile, 'utf8'));
    const downloaded = await readFile(path.join(packageFolder, 'dist/version'), 'utf8');
    if (downloaded.trim().replace(/^v/, '') !== version) return null;
    return path.join(packageFolder, 'dist', await readFile(path.join(packageFolder, 'path.txt'), 'utf8'));
  } catch {
    return null;
  }
}

/** Lets the npm package `electron` download its binary; null where that place cannot be reached. */
export async function fetchOfficial(): Promise<string | null> {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD || !(await canReachDownloads())) return null;
  console.error('Downloading Electron ...');
  const installer = path.join(packageFolder, 'install.js');
  const result = await runCommand(process.execPath, [installer], { limitMs: 10 * 60_000 });
  if (result.code !== 0) console.error(`The download of Electron failed: ${result.stderr.trim().split('\n')[0] ?? ''}`);
  return findOfficial();
}

/** A closed network may swallow requests in silence, so a small one goes first. */
async function canReachDownloads(): Promise<boolean> {
  const { version } = JSON.parse(await readFile(packageFile, 'utf8'));
  const mirror = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || defaultMirror;
  try {
    const url = `${mirror}v${version}/SHASUMS256.txt`;
    const answer = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4_000) });
    return answer.status < 400;
  } catch {
    return false;
  }
}
