// Runs on any Node >= 20 with nothing installed: installs the packages, then hands over to the pinned Node. What an operator
// runs beside a server installs nothing: it would take the packages from under it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const startedAt = Date.now();
const repository = path.resolve(import.meta.dirname, '../..');
const [command, ...args] = process.argv.slice(2);
const script = path.join(import.meta.dirname, `${command}.ts`);
const binFolder = path.join(repository, 'node_modules/.bin');
/** The package that holds Node for this platform, by the lockfile's hash; there is none for macOS. */
const nodePackage = { 'linux-x64': 'linux-x64', 'linux-arm64': 'linux-arm64', 'win32-x64': 'win-x64' }[
  `${process.platform}-${process.arch}`
];
const isOperation = ['audit', 'backup', 'restore'].includes(command);
/** Of the audit log, and of an evidence package, 1 says that it is broken. */
const failed = ['audit', 'verify'].includes(command) ? 2 : 1;
const major = Number(process.versions.node.split('.')[0]);

if (major < 20) stop(`Node 20 or newer is needed; this is ${process.version}`);
if (!command || !existsSync(script)) stop(`There is no command '${command ?? ''}' in build/start`);
if (isOperation) demandPackages();
else if (!packagesAreInstalled() || !existsSync(pinnedNode())) installPackages();
if (!existsSync(pinnedNode())) stop(`npm could not install node-${nodePackage}: start again when there is a network`);
if (!nodePackage && major < 24) stop(`Node 24 is needed on this platform; this is ${process.version}`);
handOver();

/** Where there is a package of it, the Node that everything is tested with; else the one that we run on. */
function pinnedNode() {
  if (!nodePackage) return process.execPath;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(repository, `node_modules/node-${nodePackage}/bin`, binary);
}

function demandPackages() {
  if (packagesAreInstalled() && existsSync(pinnedNode())) return;
  stop(
    `The packages in ${repository} are not those of this version: stop its server, then run npm ci there ` +
      '(npm ci --omit=dev for the server alone) first',
  );
}

/** True when node_modules holds exactly what the lockfile asks for on this platform; an operation needs what the server does. */
function packagesAreInstalled() {
  try {
    const wanted = readPackages('package-lock.json');
    const installed = readPackages('node_modules/.package-lock.json');
    return Object.entries(wanted).every(([place, { integrity, optional, dev }]) => {
      if (place === '' || (isOperation && dev)) return true;
      const found = installed[place];
      return found ? found.integrity === integrity : optional === true;
    });
  } catch {
    return false;
  }
}

function readPackages(file) {
  return JSON.parse(readFileSync(path.join(repository, file), 'utf8')).packages;
}

function installPackages() {
  console.error('Installing packages (npm ci) ...');
  // npm up to 10 would compile a package whose binary is there, and needs Python and a compiler for it.
  npm('ci', '--ignore-scripts');
  runInstallScripts();
}

/** The install scripts that package.json allows: none of them downloads anything. */
function runInstallScripts() {
  const { allowScripts } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  npm('rebuild', ...Object.keys(allowScripts).filter((name) => allowScripts[name]));
}

function npm(...words) {
  const program = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = { cwd: repository, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  const { status, error } = spawnSync(program, [...words, '--loglevel=error'], options);
  if (status !== 0) stop(`npm ${words[0]} failed${error ? `: ${error.message}` : ''}`);
}

function handOver() {
  const child = spawn(pinnedNode(), [script, ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      // Everything starts sooner when Node keeps what it compiled.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(repository, '.cache/node'),
      PATH: `${binFolder}${path.delimiter}${process.env.PATH ?? ''}`,
      MINH_TRA_STARTED_AT: String(startedAt),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
  // npm may be killed without telling us; what we started must not stay behind.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000).unref();
  child.on('error', (error) => stop(`${pinnedNode()}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? failed : 0)));
}

function stop(message) {
  console.error(message);
  process.exit(failed);
}
