import type { AppInfo, Settings } from '../../../shared/bridge/contract.ts';
import type { PackageProgress } from '../../../shared/bridge/evidence-package.ts';
import { saveFile } from '../files/save-file.ts';
import { demonstrationAccounts, enterDemonstration } from '../session/demonstration.ts';
import type { Session } from '../session/session.ts';
import type { SettingsFile } from '../settings.ts';
import type { PrintedSheet } from '../window/print-page.ts';
import { type BundlePlaces, bundleHandlers } from './bundle-handlers.ts';
import { type CaptureHandlerParts, captureHandlers } from './capture-handlers.ts';
import { evidenceHandlers } from './evidence-handlers.ts';
import { type GnssParts, gnssHandlers } from './gnss-handlers.ts';
import { type MeetingParts, meetingHandlers } from './meeting-handlers.ts';
import { numberHandlers } from './number-handlers.ts';
import type { Handlers } from './receive.ts';

export interface HandlerParts extends BundlePlaces, GnssParts, MeetingParts, Omit<CaptureHandlerParts, 'session'> {
  readonly info: AppInfo;
  readonly settings: SettingsFile;
  readonly session: Session;
  /** Applies what the shell itself does with the settings: theme and menu. */
  readonly applySettings: (settings: Settings) => void;
  readonly onPeopleListed: () => void;
  readonly tellClock: () => void;
  readonly tellPackage: (progress: PackageProgress) => void;
  /** The page as PDF. */
  readonly printPage: (sheet: PrintedSheet) => Promise<Uint8Array>;
}

/** Every call of the contract, each in a line or three: what happens is elsewhere. */
export function handlersOf(parts: HandlerParts): Handlers {
  const { info, settings, session, choosePlace } = parts;
  return {
    'app.info': () => info,
    'settings.read': () => settings.current,
    async 'settings.write'(input) {
      const written = await settings.write(input);
      parts.applySettings(written);
      return written;
    },
    async 'people.list'() {
      const people = await session.list();
      parts.onPeopleListed();
      return people;
    },
    'people.demonstration': () => demonstrationAccounts(info.demonstration),
    'session.enterDemonstration': ({ username }) => enterDemonstration(session, info.demonstration, username),
    'session.signIn': (input) => session.signIn(input),
    'session.setPin': (input) => session.setPin(input),
    'session.unlock': (input) => session.unlock(input),
    async 'session.changePin'(input) {
      await session.changePin(input);
      return null;
    },
    async 'session.lock'() {
      await session.lock('person');
      return null;
    },
    'session.left'() {
      session.left();
      return null;
    },
    'session.report'(input) {
      session.report(input);
      return null;
    },
    async 'database.connect'() {
      await session.connectDatabase();
      parts.tellClock();
      return null;
    },
    'database.restore': ({ personId }) => session.restoreDatabase(personId),
    async 'database.renew'({ personId }) {
      await session.renewDatabase(personId);
      return null;
    },
    ...bundleHandlers(session, parts),
    ...captureHandlers(parts),
    ...evidenceHandlers({ session, choosePlace, program: info.version, tellPackage: parts.tellPackage }),
    ...meetingHandlers(session, parts),
    ...numberHandlers(session),
    ...gnssHandlers(parts),
    'device.freeBytes': () => session.freeBytes(),
    'page.pdf': ({ suggestedName, sheet }) =>
      saveFile(
        () => choosePlace(suggestedName),
        () => parts.printPage(sheet),
      ),
    'file.saveMade': ({ suggestedName, base64 }) =>
      saveFile(
        () => choosePlace(suggestedName),
        () => Buffer.from(base64, 'base64'),
      ),
    'file.save': ({ suggestedName, text }) =>
      saveFile(
        () => choosePlace(suggestedName),
        () => text,
      ),
  };
}
