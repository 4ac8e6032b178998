import { app } from 'electron';
import { runApplication } from './application.ts';
import { readEnvironment } from './environment.ts';
import { readInstallation } from './installed.ts';
import { silenceChromium } from './network.ts';
import { registerPageScheme } from './page/app-protocol.ts';

const installation = app.isPackaged ? readInstallation(process.resourcesPath, app.getAppPath()) : null;
const environment = readEnvironment(process.env, import.meta.dirname, installation);
if (environment.userDataFolder !== null) app.setPath('userData', environment.userDataFolder);

// Chromium has no sandbox for root; enabling it would take the switch from the child processes, which then refuse to run.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerPageScheme();
silenceChromium();

// One program a folder: two would write to the same vaults.
if (app.requestSingleInstanceLock()) void runApplication(environment);
else app.exit(0);
