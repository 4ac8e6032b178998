import { type Static, type TSchema, Type } from 'typebox';
import { BroughtReply } from '../protocol/brought-files.ts';
import { SignedBundle } from '../protocol/bundles.ts';
import { FileRef, SignedRecord } from '../schema/evidence.ts';
import { Person } from '../schema/people.ts';
import {
  BeginBundleFile,
  BegunBringing,
  BundleFileRef,
  BundleOriginal,
  OpenedBundleFile,
  SignBundleInput,
} from './bundles.ts';
import {
  Captured,
  CaptureStepInput,
  OpenCaptureInput,
  PageState,
  ScreenSource,
  TakenPage,
  TakePageInput,
  TakeScreenInput,
  VisitInput,
} from './capture.ts';
import { EvidenceId, FetchInput, IntakeInput, ReleaseInput, SendInput } from './evidence.ts';
import { PackageInput, PackageProgress, PackageResult } from './evidence-package.ts';
import { PortPath, portSpeeds, ReceiverState, SerialPort } from './gnss.ts';
import {
  GiveInput,
  HasInput,
  JoinMeetingInput,
  MeetingEvent,
  OpenedMeeting,
  OpenMeetingInput,
  PeerOriginal,
} from './meeting.ts';
import { ContactInput, GiveBackInput, HeldNumbers, TakeInput } from './numbers.ts';

/** Language, theme and the like: kept by the shell, since the sign-in page needs them before any database is open. */
export const Settings = Type.Object(
  {
    language: Type.Enum(['vi', 'en']),
    theme: Type.Enum(['light', 'dark', 'auto']),
    /** Text size in percent. */
    textSize: Type.Enum([90, 100, 110, 125, 150]),
    lockAfterMinutes: Type.Enum([1, 5, 10, 15, 30, 60]),
    compactRows: Type.Boolean(),
    railCollapsed: Type.Boolean(),
    /** Originals of evidence are not sent; documents are. */
    holdOriginals: Type.Boolean(),
    /** They are not sent where the network costs by what goes over it, as far as the system tells. */
    holdOnMetered: Type.Boolean(),
    /** Serial port of an external GNSS receiver; empty where there is none. */
    receiverPort: PortPath,
    receiverSpeed: Type.Enum([...portSpeeds]),
  },
  { additionalProperties: false },
);
export type Settings = Static<typeof Settings>;

/** A person whose vault is on this laptop. */
export const PersonOnDevice = Type.Object(
  {
    person: Person,
    /** Changes not yet confirmed by the server when this person last worked here. */
    unsent: Type.Integer(),
    /** ISO 8601; null before the first whole synchronisation. */
    lastSyncedAt: Type.Union([Type.String(), Type.Null()]),
    /** ISO 8601: until when wrong PINs keep this vault shut. */
    lockedUntil: Type.Union([Type.String(), Type.Null()]),
    /** Wrong PINs that are left before the PIN is destroyed; null where none has been typed. */
    triesLeft: Type.Union([Type.Integer(), Type.Null()]),
    /** ISO 8601: until when one may work without having met the server. */
    leaseEndsAt: Type.String(),
    /** False after the password has been checked and before a PIN has been set. */
    hasPin: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type PersonOnDevice = Static<typeof PersonOnDevice>;

/** An open vault. The database port reaches the window apart, see `onDatabasePort`. */
export const OpenSession = Type.Object(
  {
    person: Person,
    deviceId: Type.String(),
    deviceName: Type.String(),
    /** Name of the person's database on this device. */
    database: Type.String(),
    leaseEndsAt: Type.String(),
    /** Set when the last acknowledged save is missing from the file: the disk dropped it. */
    rolledBack: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type OpenSession = Static<typeof OpenSession>;

export const DemoAccount = Type.Object({ username: Type.String(), person: Person }, { additionalProperties: false });
export type DemoAccount = Static<typeof DemoAccount>;

export const AppInfo = Type.Object(
  {
    version: Type.String(),
    electron: Type.String(),
    chromium: Type.String(),
    /** Which runtime carries the program: the official one, or the stand-in for development and tests. */
    runtime: Type.Enum(['official', 'standIn', 'override']),
    demonstration: Type.Boolean(),
    deviceName: Type.String(),
    serverUrl: Type.String(),
  },
  { additionalProperties: false },
);
export type AppInfo = Static<typeof AppInfo>;

/** An original that is whole in its place on this laptop. */
export const TakenIn = Type.Object({ input: IntakeInput, signed: SignedRecord }, { additionalProperties: false });
export type TakenIn = Static<typeof TakenIn>;

/** What was found of an original on this laptop: `away` where it is not here. */
export const OriginalCheck = Type.Object(
  { isSigned: Type.Boolean(), original: Type.Enum(['whole', 'away', 'damaged'], { type: 'string', maxLength: 7 }) },
  { additionalProperties: false },
);
export type OriginalCheck = Static<typeof OriginalCheck>;

const Nothing = Type.Null();
const EvidenceRef = Type.Object({ evidenceId: EvidenceId }, { additionalProperties: false });
const PersonRef = Type.Object({ personId: Type.String({ maxLength: 40 }) }, { additionalProperties: false });
const Pin = Type.String({ maxLength: 64 });

/** Every call from the window to the shell: what goes in, what comes out. The preload is made from this list. */
export const calls = {
  'app.info': { input: Nothing, output: AppInfo },
  'settings.read': { input: Nothing, output: Settings },
  'settings.write': { input: Settings, output: Settings },
  'people.list': { input: Nothing, output: Type.Array(PersonOnDevice) },
  'people.demonstration': { input: Nothing, output: Type.Array(DemoAccount) },
  /** Opens a demonstration account with one click: signs in and sets the demonstration's PIN where that is needed. */
  'session.enterDemonstration': {
    input: Type.Object({ username: Type.String({ maxLength: 80 }) }, { additionalProperties: false }),
    output: OpenSession,
  },
  'session.signIn': {
    input: Type.Object(
      { username: Type.String({ maxLength: 80 }), password: Type.String({ maxLength: 200 }) },
      { additionalProperties: false },
    ),
    output: PersonOnDevice,
  },
  /**
   * After the password: the first PIN, or a new one for a forgotten one. Answers `pin.forgotten` (details: `unsent`) when
   * work that was not sent can't be kept, and goes on only with `discardUnsent`; the old file is kept aside, still shut.
   */
  'session.setPin': {
    input: Type.Object(
      { personId: Type.String({ maxLength: 40 }), pin: Pin, discardUnsent: Type.Optional(Type.Boolean()) },
      { additionalProperties: false },
    ),
    output: OpenSession,
  },
  'session.unlock': {
    input: Type.Object({ personId: Type.String({ maxLength: 40 }), pin: Pin }, { additionalProperties: false }),
    output: OpenSession,
  },
  'session.changePin': {
    input: Type.Object({ oldPin: Pin, newPin: Pin }, { additionalProperties: false }),
    output: Nothing,
  },
  'session.lock': { input: Nothing, output: Nothing },
  /** After `locked`: the window has closed what it had open. The database stays open until then, for a moment at most. */
  'session.left': { input: Nothing, output: Nothing },
  /** What the people list shows of the open person: reported by the window as it changes. */
  'session.report': {
    input: Type.Object(
      { unsent: Type.Integer({ minimum: 0 }), lastSyncedAt: Type.Union([Type.String(), Type.Null()]) },
      { additionalProperties: false },
    ),
    output: Nothing,
  },
  /** Asks for a fresh database port; `onDatabasePort` brings it. */
  'database.connect': { input: Nothing, output: Nothing },
  /** Puts the last good copy in place of a damaged file; the damaged one is kept aside. */
  'database.restore': {
    input: PersonRef,
    output: Type.Object({ copiedAt: Type.String() }, { additionalProperties: false }),
  },
  /** Begins with an empty database and downloads anew; the damaged file is kept aside. */
  'database.renew': { input: PersonRef, output: Nothing },
  /** Begins to take an original in. Its bytes follow in slices: `POST /evidence/incoming/ID?at=BYTES`. */
  'evidence.begin': { input: IntakeInput, output: Nothing },
  /** The original has come whole: it is put in its place and signed. */
  'evidence.finish': { input: EvidenceRef, output: TakenIn },
  /** The original's document is saved. */
  'evidence.settle': { input: EvidenceRef, output: Nothing },
  /** Originals that the server has not confirmed yet, and whose documents are saved. */
  'evidence.unsent': { input: Nothing, output: Type.Array(TakenIn) },
  /**
   * Sends what follows of a file; resolves with how many bytes the server has then. `from`: how many it had by its last word, null to ask
   * it. Throws `notFound` while the server has no document of it, `upload.outOfStep` where it has another number, and the like.
   */
  'evidence.send': { input: SendInput, output: Type.Object({ at: Type.Integer() }, { additionalProperties: false }) },
  /** The original and its small picture are at the server: nothing more is kept beside them. */
  'evidence.sent': { input: EvidenceRef, output: Nothing },
  /** Whether a content is on this laptop. */
  'evidence.has': { input: FileRef, output: Type.Boolean() },
  /** Fetches what follows of a file; resolves with how many bytes of it are here then: all, once it is whole and in its place. */
  'evidence.fetch': { input: FetchInput, output: Type.Object({ at: Type.Integer() }, { additionalProperties: false }) },
  /** How much room originals and small pictures take on this laptop, in bytes. */
  'evidence.room': { input: Nothing, output: Type.Integer({ minimum: 0 }) },
  /** Gives back an original's room where the server has it whole; false where it stays. */
  'evidence.release': { input: ReleaseInput, output: Type.Boolean() },
  /** Reads an original from its first byte to its last, and checks it against its record, and that against its signature. */
  'evidence.check': { input: SignedRecord, output: OriginalCheck },
  /** Asks where to, and writes an original there; null when the person chose not to. */
  'evidence.export': {
    input: Type.Object(
      { content: FileRef, suggestedName: Type.String({ maxLength: 200 }) },
      { additionalProperties: false },
    ),
    output: Type.Union([Type.Null(), Type.String()]),
  },
  /**
   * Asks where to, and writes a case's evidence there as a package that anybody can check; `packageProgress` tells how far it is. Throws
   * `file.noRoom` and `file.refused`.
   */
  'evidence.package': { input: PackageInput, output: PackageResult },
  /** Gives up the package that is being written. */
  'evidence.packageGiveUp': { input: Nothing, output: Nothing },
  'evidence.discard': { input: EvidenceRef, output: Nothing },
  /** What an earlier start left: originals whose document was not saved, and recordings as far as they came. */
  'evidence.left': { input: Nothing, output: Type.Array(TakenIn) },
  /**
   * Opens the window in which a public page is captured into a case, or brings it to the front with another aim; it is closed with the vault.
   * The captured page has a session of its own, in memory, and reaches the open internet alone.
   */
  'capture.open': { input: OpenCaptureInput, output: Nothing },
  /** Goes to an address. Throws `capture.address` for what is none of the web, `capture.closed`. */
  'capture.visit': { input: VisitInput, output: Nothing },
  'capture.step': { input: CaptureStepInput, output: Nothing },
  /**
   * Takes the page that is shown into the case; `captured` tells the program's window of its originals. Throws `capture.nothing`,
   * `capture.moved`, `capture.noAnswer`, `capture.tooLarge`, `database.diskFull`: nothing is kept then.
   */
  'capture.takePage': { input: TakePageInput, output: TakenPage },
  /** The screens and windows of other programs that the system lets be captured; none where it lets none. */
  'capture.screens': { input: Nothing, output: Type.Array(ScreenSource) },
  /** Takes a picture of one of them into a case. Throws `capture.screenGone`. */
  'capture.takeScreen': { input: TakeScreenInput, output: TakenIn },
  /** Signs what this laptop has of a case, for colleagues. */
  'bundle.sign': { input: SignBundleInput, output: SignedBundle },
  /** Asks where to, and begins a file of bundles; its originals follow. Null when the person chose not to. */
  'bundle.begin': { input: BeginBundleFile, output: Type.Union([BundleFileRef, Type.Null()]) },
  /** Adds the next original that was named; false when it is not on this laptop. */
  'bundle.add': { input: BundleOriginal, output: Type.Boolean() },
  /** The file is whole; its path. */
  'bundle.finish': { input: BundleFileRef, output: Type.String() },
  /** Asks which, and reads a file of bundles; null when the person chose not to. */
  'bundle.read': { input: Nothing, output: Type.Union([OpenedBundleFile, Type.Null()]) },
  /** Takes an original out of a file of bundles; false when it is not in it. */
  'bundle.takeOriginal': { input: BundleOriginal, output: Type.Boolean() },
  /** True where this laptop knows the server's key, so that a file can be sealed to it. */
  'bundle.knowsServer': { input: Nothing, output: Type.Boolean() },
  /** Asks which, and begins to bring a file to the server that it alone can open; null when the person chose none. */
  'bundle.bring': { input: Nothing, output: Type.Union([BegunBringing, Type.Null()]) },
  /** Reads on in it, by which it is named to the server; how many bytes of it have been read. */
  'bundle.bringRead': { input: BundleFileRef, output: Type.Integer() },
  /** Sends what follows of it, once it has been read; how many bytes the server has then. */
  'bundle.bringNext': { input: BundleFileRef, output: Type.Integer() },
  /** Has the server open it once it has come whole. */
  'bundle.openAtServer': { input: BundleFileRef, output: BroughtReply },
  'bundle.discard': { input: BundleFileRef, output: Nothing },
  /** Opens a meeting of a case's team on this laptop's local networks, until it is closed or the vault is shut; `meeting` tells of it. */
  'meeting.open': { input: OpenMeetingInput, output: OpenedMeeting },
  /** Joins the meeting that a code names, once the person has agreed in a dialog of the shell; false where they have not. */
  'meeting.join': { input: JoinMeetingInput, output: Type.Boolean() },
  /** Gives bundles to another laptop, and has it ask for these files alone. */
  'meeting.give': { input: GiveInput, output: Nothing },
  /** Takes a file that was offered, from where it was cut; false where the other laptop can't give it. */
  'meeting.take': { input: PeerOriginal, output: Type.Boolean() },
  /** Tells another laptop that all that was wanted of it is here. */
  'meeting.has': { input: HasInput, output: Nothing },
  'meeting.close': { input: Nothing, output: Nothing },
  /**
   * Asks where to, and writes the page there as PDF, as its styles for print show it: `flowing` over sheets of A4 with the number of each at
   * its foot, or on sheets whose size, margins and numbers are its `own`. Null when the person chose not to. Throws `file.noRoom` and
   * `file.refused`.
   */
  'page.pdf': {
    input: Type.Object(
      {
        suggestedName: Type.String({ maxLength: 200 }),
        sheet: Type.Enum(['flowing', 'own'], { type: 'string', maxLength: 7 }),
      },
      { additionalProperties: false },
    ),
    output: Type.Union([Type.String(), Type.Null()]),
  },
  /** Asks where to, and writes a file that the window has made, a picture or a sheet; null when the person chose not to. */
  'file.saveMade': {
    input: Type.Object(
      { suggestedName: Type.String({ maxLength: 200 }), base64: Type.String({ maxLength: 100_000_000 }) },
      { additionalProperties: false },
    ),
    output: Type.Union([Type.String(), Type.Null()]),
  },
  /** Official numbers that this laptop can give, by series. */
  'numbers.held': { input: Nothing, output: Type.Array(HeldNumbers) },
  /** The number of a document: durably noted before this answers, and the same one however often it is asked. Throws `numbers.none`. */
  'numbers.take': {
    input: TakeInput,
    output: Type.Object({ number: Type.Integer() }, { additionalProperties: false }),
  },
  /** Tells the server what is held and used, and has it give more of the series that run short. Throws `server.away` and the like. */
  'numbers.contact': { input: ContactInput, output: Type.Array(HeldNumbers) },
  /** Gives up what is left of a series; the server hears of it at the next contact. */
  'numbers.giveBack': { input: GiveBackInput, output: Nothing },
  /** Serial ports on which a receiver may be; none where the system tells of none. */
  'gnss.ports': { input: Nothing, output: Type.Array(SerialPort) },
  'gnss.state': { input: Nothing, output: ReceiverState },
  /** Bytes that are free where this person's data lies. */
  'device.freeBytes': { input: Nothing, output: Type.Integer({ minimum: 0 }) },
  /** Asks where to, and writes a text file; null when the person chose not to. */
  'file.save': {
    input: Type.Object(
      { suggestedName: Type.String({ maxLength: 200 }), text: Type.String({ maxLength: 100_000_000 }) },
      { additionalProperties: false },
    ),
    output: Type.Union([Type.String(), Type.Null()]),
  },
} as const satisfies Record<string, { input: TSchema; output: TSchema }>;

export type CallName = keyof typeof calls;
export type CallInput<Name extends CallName> = Static<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = Static<(typeof calls)[Name]['output']>;

/** Every message from the shell to the window. */
export const events = {
  /** The vault was shut: by the person, after idle time, at suspend, or by the server's word. */
  locked: Type.Object(
    { reason: Type.Enum(['person', 'idle', 'suspend', 'revoked', 'leaseEnded']) },
    { additionalProperties: false },
  ),
  /** The server has refused the session: work goes on here, the password is needed to send again. */
  sessionExpired: Type.Null(),
  /** The machine woke up or the network came back: a good moment to try. */
  wake: Type.Null(),
  /** The settings were changed by the shell: the menu's text size. */
  settings: Settings,
  /** Server clock minus device clock in milliseconds, as last measured. A new listener hears the last one at once. */
  clock: Type.Object({ offsetMs: Type.Integer() }, { additionalProperties: false }),
  /** How far the package is that is being written. */
  packageProgress: PackageProgress,
  /** What the capture window shows: told to that window alone. A new listener hears the last one at once. */
  captureState: PageState,
  /** Originals of a page came in, whose documents are not saved yet. */
  captured: Captured,
  /** What happens in the meeting that is open. */
  meeting: MeetingEvent,
} as const satisfies Record<string, TSchema>;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = Static<(typeof events)[Name]>;

/** Answer of a call as it crosses the bridge: never an exception, so that no stack or document leaks. */
export type CallReply<Name extends CallName> =
  | { readonly ok: true; readonly value: CallOutput<Name> }
  | { readonly ok: false; readonly problem: import('../problem/problem.ts').Problem };

/** What the preload puts on `window.minhTra`. */
export interface Bridge {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallReply<Name>>;
  /** Returns its own unsubscribe. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
}

/**
 * Server paths that the window reaches through the shell, which adds the session and keeps the one network identity:
 * `fetch('app://minh-tra/server/sync/...')` goes to `<server>/sync/...`. Anything else is refused. A device's id is that of
 * `DeviceId`.
 */
export const serverPathPrefix = '/server/';
export const forwardedPaths: readonly RegExp[] = [
  /^sync\/stream$/,
  /^sync\/[a-z]+$/,
  /^sync\/[a-z]+\/(lost|given-back)$/,
  /^numbers\/book$/,
  /^devices$/,
  /^devices\/[A-Za-z0-9_-]{8,40}\/revoke$/,
];
