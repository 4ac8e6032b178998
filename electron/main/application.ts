import path from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, session as sessions, shell } from 'electron';
import { callChannel, eventChannel } from '../../shared/bridge/channels.ts';
import type { AppInfo, EventName, EventPayload, Settings } from '../../shared/bridge/contract.ts';
import { problemOf } from '../../shared/problem/problem.ts';
import type { AllowedCollection } from '../database/collection-gate.ts';
import { handlersOf } from './bridge/handlers.ts';
import { type Handlers, receive } from './bridge/receive.ts';
import { type Capture, openCapture } from './capture/capture.ts';
import { captureScreen, listScreens } from './capture/screens.ts';
import { allowedCollections } from './database/allowed-collections.ts';
import { electronDatabases } from './database/electron-databases.ts';
import { type Device, openDevice } from './device.ts';
import type { Environment } from './environment.ts';
import { evidenceAnswers } from './evidence/answer.ts';
import { chooseBundleFile } from './files/choose-bundle-file.ts';
import { choosePlace } from './files/choose-place.ts';
import { openReceiver, type Receiver } from './gnss/receiver.ts';
import { serialPorts } from './gnss/serial-ports.ts';
import { licencesFileName } from './installed.ts';
import { type Log, openLog } from './log.ts';
import { networksFor } from './meeting/networks.ts';
import { answerPage } from './page/app-protocol.ts';
import { pageOrigin } from './page/content-policy.ts';
import { developmentPage, pageFiles } from './page/page-files.ts';
import { type CentralServer, centralServer } from './server/central-server.ts';
import { forwarding } from './server/forward.ts';
import { serverFetch } from './server/server-fetch.ts';
import { serverSessions } from './server/server-sessions.ts';
import { openSessions, type Session } from './session/session.ts';
import { watchMachine } from './session/watch.ts';
import { openSettings, type SettingsFile } from './settings.ts';
import { settledWithin } from './settled-within.ts';
import { osKeychain } from './vault/os-keychain.ts';
import { peopleFolder } from './vault/people-folder.ts';
import { pinCost } from './vault/pin-wrap.ts';
import { agreeToJoin } from './window/agree-to-join.ts';
import { announceReady } from './window/announce.ts';
import { guardAllContents, guardSession } from './window/guards.ts';
import { buildMenu } from './window/menu.ts';
import { printPage } from './window/print-page.ts';
import { stepTextSize } from './window/text-size.ts';
import { applyTheme, createWindow, type MainWindow, pagePartition } from './window/window.ts';

/** What stands before anything is shown. */
interface Ground {
  readonly environment: Environment;
  readonly folder: string;
  readonly log: Log;
  readonly settings: SettingsFile;
  readonly device: Device;
  readonly collections: Promise<readonly AllowedCollection[]>;
}

/** Runs the program until it is told to quit. */
export async function runApplication(environment: Environment): Promise<void> {
  const folder = app.getPath('userData');
  const log = openLog(path.join(folder, 'logs'));
  guardAllContents(log);
  noteFailures(log);
  const collections = readWhileChromiumStarts();
  try {
    const [settings, device] = await Promise.all([openSettings(folder), openDevice(folder), app.whenReady()]);
    await openProgram({ environment, folder, log, settings, device, collections });
  } catch (thrown) {
    log.failure('start', thrown);
    await log.settled();
    const { code } = problemOf(thrown);
    if (app.isReady()) dialog.showErrorBox('Minh Tra', `Không mở được chương trình (${code}).\n${folder}`);
    app.exit(1);
  }
}

/** Nothing is asked of this process until Chromium stands: what the page will need of it costs no time now. */
function readWhileChromiumStarts(): Ground['collections'] {
  // Node reads its fetch library at the first mention of a `Response`; the page's first request would wait for that.
  void globalThis.Response;
  return allowedCollections();
}

/** What nobody caught is noted by its kind, and the work goes on: it is saved already. */
function noteFailures(log: Log): void {
  const note = (event: string) => (thrown: unknown) => {
    log.failure(event, thrown);
    if (!app.isPackaged) console.error(event, thrown);
  };
  process.on('uncaughtException', note('uncaught'));
  process.on('unhandledRejection', note('unhandled'));
  app.on('child-process-gone', (_event, { exitCode, reason }) => {
    if (reason !== 'clean-exit' && reason !== 'killed') log.note('child process gone', { exitCode });
  });
}

async function openProgram(ground: Ground): Promise<void> {
  const { environment, folder, log, settings, device } = ground;
  const main = await createWindow({
    userDataFolder: folder,
    preload: path.join(environment.bundleFolder, 'preload.cjs'),
    theme: settings.current.theme,
    hasDevTools: !app.isPackaged,
  });
  const { window } = main;
  const tell = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => {
    if (!window.isDestroyed()) window.webContents.send(eventChannel, name, payload);
  };

  const server = centralServer({
    baseUrl: environment.serverUrl,
    fetch: serverFetch(serverSessions()),
    onClock: ({ offsetMs }) => tell('clock', { offsetMs }),
  });
  const receiver = openReceiver({
    ports: serialPorts,
    elapsedMs: () => performance.now(),
    utcMs: () => Date.now() + (server.clock?.offsetMs ?? 0),
  });
  receiver.use(settings.current);
  const session = openSession(
    ground,
    server,
    window,
    (name, payload) => {
      // Whoever sits here next sees no page of theirs.
      if (name === 'locked') capture.close();
      tell(name, payload);
    },
    receiver,
  );
  const capture = captureFor(ground, session, tell);
  await servePage(ground, server, session);
  setMenu(settings, session, tell);
  answerCalls(
    log,
    handlersOf({
      info: describe(environment, device),
      settings,
      session,
      receiver,
      ports: serialPorts,
      applySettings(written) {
        applyTheme(written.theme);
        receiver.use(written);
        setMenu(settings, session, tell);
      },
      choosePlace: (suggestedName) => choosePlace(window, suggestedName),
      capture,
      listScreens: () => listScreens(window),
      captureScreen,
      chooseBundleFile: () => chooseBundleFile(window),
      tellPackage: (progress) => tell('packageProgress', progress),
      tellMeeting: (event) => tell('meeting', event),
      agreeToJoin: (address) => agreeToJoin(window, settings.current.language, address),
      printPage: (sheet) => printPage(window.webContents, sheet),
      tellClock: () => server.clock && tell('clock', { offsetMs: server.clock.offsetMs }),
      onPeopleListed: once(() => {
        if (environment.announcesReady)
          announceReady(window.webContents).catch((thrown) => log.failure('announce', thrown));
      }),
    }),
  );
  const stopWatching = watchMachine({
    window,
    settings,
    lock: (reason) => void session.lock(reason),
    checkLease: () => void session.checkLease(),
    wake: () => tell('wake', null),
  });
  shutWithPage(window, session, log);
  quitInOrder(main, session, log, async () => {
    stopWatching();
    await receiver.close();
  });
  log.note('start', { demonstration: environment.demonstration });
  await window.loadURL(`${pageOrigin}/`);
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}

function describe(environment: Environment, device: Device): AppInfo {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    runtime: environment.runtime,
    demonstration: environment.demonstration,
    deviceName: device.name,
    serverUrl: environment.serverUrl ?? '',
  };
}

type Tell = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;

function openSession(
  ground: Ground,
  server: CentralServer,
  window: BrowserWindow,
  tell: Tell,
  receiver: Receiver,
): Session {
  const { environment, folder, log, device, collections } = ground;
  return openSessions({
    people: peopleFolder(path.join(folder, 'people'), osKeychain, pinCost, Date.now),
    keychain: osKeychain,
    device,
    server,
    databases: electronDatabases({ environment, collections, log, contents: window.webContents }),
    log,
    clockOffsetMs: () => server.clock?.offsetMs ?? null,
    networks: networksFor(environment.meetingAddress),
    now: () => Date.now(),
    elapsedMs: () => performance.now(),
    position: () => receiver.position(),
    tell,
  });
}

function captureFor({ environment, settings }: Ground, session: Session, tell: Tell): Capture {
  return openCapture({
    preload: path.join(environment.bundleFolder, 'preload.cjs'),
    openedOrigin: environment.capturedOrigin,
    hasDevTools: !app.isPackaged,
    textSize: () => settings.current.textSize,
    evidence: session.evidence,
    now: Date.now,
    onCaptured: (captured) => tell('captured', captured),
  });
}

async function servePage({ environment, log }: Ground, server: CentralServer, session: Session): Promise<void> {
  const page = sessions.fromPartition(pagePartition);
  const { rendererUrl, pageFolder } = environment;
  await guardSession(page, rendererUrl, log);
  const files = rendererUrl === null ? pageFiles(pageFolder) : developmentPage(rendererUrl, fetch);
  answerPage(page, files, forwarding(server, session.bearer), evidenceAnswers(session.evidence));
}

function setMenu(settings: SettingsFile, session: Session, tell: Tell): void {
  const change = async (settingsNow: Settings) => tell('settings', await settings.write(settingsNow));
  const menu = buildMenu(settings.current.language, !app.isPackaged, {
    lock: () => void session.lock('person'),
    stepTextSize(step) {
      const textSize = stepTextSize(settings.current.textSize, step);
      change({ ...settings.current, textSize }).catch(() => undefined);
    },
    // Shown where it lies: the program has the system open nothing.
    showLicences: app.isPackaged
      ? () => shell.showItemInFolder(path.join(process.resourcesPath, licencesFileName))
      : null,
  });
  Menu.setApplicationMenu(menu);
}

function answerCalls(log: Log, handlers: Handlers): void {
  ipcMain.handle(callChannel, ({ senderFrame }, name: unknown, input: unknown) => {
    const sender = senderFrame && { url: senderFrame.url, isMainFrame: senderFrame.parent === null };
    return receive(handlers, log, pageOrigin, sender, name, input);
  });
}

/** A page that is loaded anew, or has crashed, is at the sign-in page again: its vault is shut with it. */
function shutWithPage(window: BrowserWindow, session: Session, log: Log): void {
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) void session.lock('person', 'gone');
  });
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.note('page gone', { exitCode });
    void session.lock('person', 'gone').then(() => {
      if (reason !== 'clean-exit' && reason !== 'killed' && !window.isDestroyed()) window.reload();
    });
  });
}

/** How long the ends of what is around the program may take. */
const endingMs = 2_000;

/** Shuts the vault and its database before the program ends, whatever ends it. */
function quitInOrder(main: MainWindow, session: Session, log: Log, endAround: () => Promise<void>): void {
  let isQuitting = false;
  const quit = async () => {
    await main.rememberBounds();
    await session.lock('person', main.window.isDestroyed() ? 'gone' : 'there');
    // A device that does not answer keeps nobody here.
    await settledWithin(endingMs, endAround());
    log.note('end');
    await log.settled();
    app.exit(0);
  };
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (!isQuitting) void quit();
    isQuitting = true;
  });
  // The page stays until its workspace is closed.
  main.window.on('close', (event) => {
    event.preventDefault();
    app.quit();
  });
  app.on('second-instance', () => {
    if (main.window.isMinimized()) main.window.restore();
    main.window.focus();
  });
  main.window.on('session-end', () => void session.lock('suspend'));
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());
}
