import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { applicationArguments, applicationEnvironment, chromiumSwitches } from '../build/programs/application.ts';
import { type CentralServer, startCentralServer } from '../build/programs/central-server.ts';
import { repositoryFolder } from '../build/system/repository.ts';
import { Running } from '../build/system/running.ts';
import { hasEnded } from '../build/system/stop-process.ts';
import { openPackaged, type PackagedApplication } from './packaged.ts';
import { type Ground, prepareGround } from './prepare.ts';

export interface ServerLaunch {
  /** An earlier server's folder, to go on with its data; absent: a new, empty one. */
  dataFolder?: string;
  /** An earlier server's port, so that devices find it again; absent: any free one. */
  port?: number;
  demonstration?: boolean;
  env?: NodeJS.ProcessEnv;
}

export interface LaunchedServer extends CentralServer {
  dataFolder: string;
  port: number;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

export interface ApplicationLaunch {
  serverUrl: string;
  /** An earlier instance's folder, to go on with its data; absent: a new laptop. */
  userDataFolder?: string;
  demonstration?: boolean;
  env?: Record<string, string>;
  /** Further command-line switches. */
  args?: string[];
}

export interface LaunchedApplication {
  electron: ElectronApplication;
  window: Page;
  userDataFolder: string;
  /** Closes it as a person would. */
  close(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
}

const untilAttached = path.join(repositoryFolder, 'e2e/until-attached.cjs');

/** Launches central servers and applications for one test, each with its own folder, and stops all it launched. */
export class Stage {
  readonly #running = new Running();
  readonly #ground: Ground;
  readonly #open = new Set<ElectronApplication>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** A stage outside of vitest: prepares runtime, bundle and screen by itself. */
  static async build(): Promise<Stage> {
    const running = new Running();
    const stage = new Stage(await prepareGround(running));
    await stage.#running.add(() => running.stopAll());
    return stage;
  }

  /** Which Electron the applications run on. */
  get runtime() {
    return this.#ground.runtime;
  }

  /** A new folder that is removed with the stage. */
  async newFolder(name: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), `minh-tra-${name}-`));
    // PostgreSQL, which is another user when we are root, must pass through.
    await chmod(folder, 0o711);
    // What was killed may still be writing its last file.
    await this.#running.add(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));
    return folder;
  }

  async startServer(launch: ServerLaunch = {}): Promise<LaunchedServer> {
    const dataFolder = launch.dataFolder ?? (await this.newFolder('server'));
    const { port = 0, demonstration = true, env = {} } = launch;
    const server = await startCentralServer({ dataFolder, port, demonstration, env }, this.#running);
    return {
      ...server,
      dataFolder,
      port: Number(new URL(server.url).port),
      async kill() {
        if (hasEnded(server.process)) return;
        const ended = once(server.process, 'exit');
        server.process.kill('SIGKILL');
        await ended;
      },
    };
  }

  /** Opens the application and waits for its window; further instances are further laptops. */
  async openApplication(launch: ApplicationLaunch): Promise<LaunchedApplication> {
    const { runtime, display } = this.#ground;
    const userDataFolder = launch.userDataFolder ?? (await this.newFolder('laptop'));
    const { serverUrl, demonstration = true } = launch;
    const options = { runtime, display, serverUrl, userDataFolder, demonstration };
    const application = await electron.launch({
      executablePath: runtime.executablePath,
      args: ['-r', untilAttached, ...(launch.args ?? []), ...(await applicationArguments(runtime, display))],
      cwd: repositoryFolder,
      env: { ...applicationEnvironment(options), ...launch.env },
      timeout: 60_000,
    });
    const child = application.process();
    const closed = once(child, 'exit');
    const close = async () => {
      if (!hasEnded(child)) await application.close();
    };
    await this.#running.add(close);
    this.#open.add(application);
    application.on('close', () => this.#open.delete(application));
    return {
      electron: application,
      window: await application.firstWindow(),
      userDataFolder,
      close,
      async kill() {
        if (hasEnded(child)) return;
        // The database process, too: left alone it would close its file in good order once the main process is gone.
        const helpers = await application.evaluate(({ app }) =>
          app.getAppMetrics().filter(({ type }) => type === 'Utility'),
        );
        for (const { pid } of helpers) process.kill(pid, 'SIGKILL');
        child.kill('SIGKILL');
        await closed;
      },
    };
  }

  /** Opens the packaged application at `executablePath`. */
  async openPackaged(executablePath: string, serverUrl: string, userData?: string): Promise<PackagedApplication> {
    const { runtime, display } = this.#ground;
    const userDataFolder = userData ?? (await this.newFolder('laptop'));
    const args = await chromiumSwitches(executablePath, display);
    const env = applicationEnvironment({ runtime, display, serverUrl, userDataFolder, demonstration: false });
    const application = await openPackaged(executablePath, args, env);
    await this.#running.add(application.close);
    return application;
  }

  /** Leaves a picture of every open window in this folder. */
  async photograph(folder: string): Promise<void> {
    const windows = [...this.#open].flatMap((application) => application.windows());
    for (const [index, window] of windows.entries()) {
      await window.screenshot({ path: path.join(folder, `window-${index + 1}.png`), timeout: 10_000 });
    }
  }

  /** Stops everything, in the opposite order, and removes its folders. */
  close(): Promise<void> {
    return this.#running.stopAll();
  }
}
