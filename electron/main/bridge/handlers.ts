import type { AppInfo, Settings } from '../../../shared/bridge/contract.ts';
import { demonstrationAccounts, enterDemonstration } from '../session/demonstration.ts';
import type { Session } from '../session/session.ts';
import type { SettingsFile } from '../settings.ts';
import type { Handlers } from './receive.ts';

export interface HandlerParts {
  readonly info: AppInfo;
  readonly settings: SettingsFile;
  readonly session: Session;
  /** Applies what the shell itself does with the settings: theme and menu. */
  readonly applySettings: (settings: Settings) => void;
  readonly saveFile: Handlers['file.save'];
  readonly onPeopleListed: () => void;
  readonly tellClock: () => void;
}

/** Every call of the contract, each in a line or three: what happens is elsewhere. */
export function handlersOf(parts: HandlerParts): Handlers {
  const { info, settings, session } = parts;
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
    async 'evidence.begin'(input) {
      await (await session.evidence()).intake.begin(input);
      return null;
    },
    'evidence.finish': async ({ evidenceId }) => (await session.evidence()).intake.finish(evidenceId),
    async 'evidence.settle'({ evidenceId }) {
      await (await session.evidence()).intake.settle(evidenceId);
      return null;
    },
    'evidence.unsent': async () => (await session.evidence()).outgoing.unsent(),
    'evidence.send': async (input) => ({ at: await (await session.evidence()).outgoing.send(input) }),
    async 'evidence.sent'({ evidenceId }) {
      await (await session.evidence()).outgoing.forget(evidenceId);
      return null;
    },
    async 'evidence.discard'({ evidenceId }) {
      await (await session.evidence()).intake.discard(evidenceId);
      return null;
    },
    'evidence.left': async () => (await session.evidence()).intake.left(),
    'file.save': parts.saveFile,
  };
}
