import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type AfterPackContext, build, type Configuration } from 'electron-builder';
import { bundle } from '../bundle/bundle.ts';
import { type ElectronRuntime, provideElectron } from '../electron-runtime/provide.ts';
import { type Papers, writePapers } from '../supply/papers.ts';
import { repositoryFolder } from '../system/repository.ts';
import { setShippedFuses } from './fuses.ts';
import { stageApplication } from './stage.ts';

const releaseFolder = path.join(repositoryFolder, 'release');
const executableName = 'minh-tra';

export interface Packaged {
  folder: string;
  executablePath: string;
  papers: Papers;
}

/** Packages the application as a folder that runs on this platform (electron-builder's target `dir`), into `release/`, and its papers beside it. */
export async function packageApplication(): Promise<Packaged> {
  const [runtime] = await Promise.all([provideElectron(), bundle()]);
  const stage = path.join(repositoryFolder, '.cache/package/application');
  const { version } = await stageApplication(stage, runtime);
  const electronDist = await cleanElectron(runtime);
  const papers = await writePapers(releaseFolder, version, runtime);
  const config = configuration(runtime, electronDist, papers.notices);
  await build({ projectDir: stage, publish: 'never', config });
  const folder = path.join(releaseFolder, process.platform === 'linux' ? 'linux-unpacked' : process.platform);
  return { folder, executablePath: path.join(folder, executableName), papers };
}

function configuration(runtime: ElectronRuntime, electronDist: string, noticesFile: string): Configuration {
  return {
    appId: 'vn.gov.minhtra',
    productName: 'Minh Tra',
    directories: { output: releaseFolder },
    electronVersion: runtime.electronVersion,
    electronDist,
    files: ['**/*'],
    asar: true,
    asarUnpack: ['**/*.node'],
    // A file of its own, so that the program can show it with the reader of the system.
    extraResources: [{ from: noticesFile, to: path.basename(noticesFile) }],
    // The native parts are there already, for this very runtime.
    npmRebuild: false,
    linux: { target: 'dir', executableName, category: 'Office' },
    mac: { target: 'dir' },
    win: { target: 'dir', executableName },
    afterPack: ({ appOutDir, packager, electronPlatformName }: AfterPackContext) => {
      const names = { darwin: `${packager.appInfo.productFilename}.app`, win32: `${executableName}.exe` };
      const isKnown = electronPlatformName === 'darwin' || electronPlatformName === 'win32';
      const name = isKnown ? names[electronPlatformName] : executableName;
      return setShippedFuses(path.join(appOutDir, name), electronPlatformName);
    },
  };
}

/** The runtime without what makes a stand-in of it: its runner is never packaged. */
async function cleanElectron(runtime: ElectronRuntime): Promise<string> {
  const source = path.dirname(runtime.executablePath);
  if (runtime.kind !== 'standIn') return source;
  const target = path.join(repositoryFolder, '.cache/package/electron');
  await rm(target, { recursive: true, force: true });
  const leftOut = [path.join(source, 'resources/app'), path.join(source, 'runtime-versions.json')];
  await cp(source, target, { recursive: true, filter: (file) => !leftOut.includes(file) });
  return target;
}
