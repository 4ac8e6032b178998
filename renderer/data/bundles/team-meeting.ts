import { BehaviorSubject, type Observable } from 'rxjs';
import type { CallInput, CallName, CallOutput, EventPayload } from '../../../shared/bridge/contract.ts';
import type { Colleague, MeetingEvent } from '../../../shared/bridge/meeting.ts';
import { isParty } from '../../../shared/domain/permission/permission.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { FileRef } from '../../../shared/schema/evidence.ts';
import type { KeysData } from '../../../shared/schema/reference-data.ts';
import type { Workspace } from '../workspace.ts';
import { filesOf, takeBundles } from './bundle-file.ts';
import { readBundle } from './bundles.ts';
import { afterEvent, type MeetingPeer, type MeetingState, noMeeting, withPeer } from './meeting-state.ts';

/** The calls to the shell, and what it tells, that a meeting needs. */
export interface MeetingShell {
  call<Name extends Extract<CallName, `meeting.${string}` | 'bundle.sign' | 'evidence.has'>>(
    name: Name,
    input: CallInput<Name>,
  ): Promise<CallOutput<Name>>;
  on(name: 'meeting', listener: (event: EventPayload<'meeting'>) => void): () => void;
}

export interface TeamMeetingParts {
  readonly workspace: Pick<Workspace, 'collections' | 'bundles'>;
  readonly shell: MeetingShell;
  /** Public keys of the unit's people, as this laptop knows them. */
  readonly keys: () => Promise<readonly KeysData[]>;
}

/** What a meeting is about. */
export interface MeetingAbout {
  readonly caseId: string;
  /** Originals that the others have are taken as well; small pictures are always. */
  readonly withOriginals: boolean;
}

type Came = Extract<MeetingEvent, { kind: 'came' }>;

/**
 * The laptops of a case's team on one network. It carries bundles, and is no merge of its own: each gives what it has, and takes what the
 * others give as from a file. Who opened it gives on what one has brought to all the others.
 */
export class TeamMeeting {
  readonly state$: Observable<MeetingState>;
  readonly #state = new BehaviorSubject<MeetingState>(noMeeting);
  readonly #parts: TeamMeetingParts;
  readonly #forget: () => void;
  #withOriginals = true;
  /** Signatures of the bundles that a peer has by now. */
  #known = new Map<string, Set<string>>();
  /** One document's merge after the other, and one file after the other. */
  #merging: Promise<unknown> = Promise.resolve();
  #fetching: Promise<unknown> = Promise.resolve();

  constructor(parts: TeamMeetingParts) {
    this.#parts = parts;
    this.state$ = this.#state.asObservable();
    this.#forget = parts.shell.on('meeting', (event) => this.#hear(event));
  }

  /** Opens a meeting for a case; what hinders it is in the state. */
  async open(about: MeetingAbout): Promise<void> {
    await this.#begin({ kind: 'opening', code: '' }, about, async (colleagues) => {
      const { networks } = await this.#parts.shell.call('meeting.open', { caseId: about.caseId, colleagues });
      this.#change((state) => ({ ...state, kind: 'leading', networks }));
    });
  }

  /** Joins the meeting of a code; what hinders it is in the state. */
  async join(about: MeetingAbout, code: string): Promise<void> {
    await this.#begin({ kind: 'joining', code }, about, async (colleagues) => {
      const input = { caseId: about.caseId, colleagues, code: code.slice(0, 40) };
      const hasJoined = await this.#parts.shell.call('meeting.join', input);
      this.#change((state) =>
        hasJoined
          ? { ...state, kind: state.peers.some(({ isHere }) => isHere) ? 'joined' : 'over' }
          : { ...noMeeting, caseId: about.caseId, code },
      );
    });
  }

  /** Gives everybody what was written since. */
  giveAgain(): void {
    for (const { peerId, isHere } of this.#state.value.peers) if (isHere) this.#giveTo(peerId);
  }

  async end(): Promise<void> {
    await this.#parts.shell.call('meeting.close', null);
  }

  /** Nothing more is heard. */
  close(): void {
    this.#forget();
  }

  async #begin(
    begun: Pick<MeetingState, 'kind' | 'code'>,
    { caseId, withOriginals }: MeetingAbout,
    start: (colleagues: Colleague[]) => Promise<void>,
  ): Promise<void> {
    try {
      // One meeting at a time: what is told after this is told of the new one.
      await this.end();
      this.#withOriginals = withOriginals;
      this.#known = new Map();
      this.#change(() => ({ ...noMeeting, ...begun, caseId }));
      await start(await this.#colleagues(caseId));
    } catch (thrown) {
      this.#change((state) => ({ ...state, kind: 'over', problem: problemOf(thrown) }));
    }
  }

  async #colleagues(caseId: string): Promise<Colleague[]> {
    const inspectionCase = await this.#case(caseId);
    return (await this.#parts.keys()).flatMap(({ personId, devices }) => {
      const isOfTeam = isParty({ id: personId }, inspectionCase);
      return devices.map(({ signing, revoked }) => ({ personId, publicKey: signing, revoked, isOfTeam }));
    });
  }

  #hear(event: MeetingEvent): void {
    this.#change((state) => afterEvent(state, event));
    if (event.kind === 'joined') this.#giveTo(event.peerId);
    if (event.kind === 'came') this.#take(event);
  }

  /** Gives a peer what it lacks of the bundles here, and lets it ask for every file of the case. */
  #giveTo(peerId: string, isFilesAlone = false): void {
    const { caseId } = this.#state.value;
    this.#merging = this.#merging.then(() => this.#give(peerId, caseId, isFilesAlone)).catch(this.#note(peerId));
  }

  async #give(peerId: string, caseId: string, isFilesAlone: boolean): Promise<void> {
    const { workspace, shell } = this.#parts;
    const known = this.#knownTo(peerId);
    const sign = (text: string) => shell.call('bundle.sign', { text });
    const all = isFilesAlone ? [] : await workspace.bundles.give(await this.#case(caseId), sign);
    const bundles = all.filter(({ signature }) => !known.has(signature));
    const originals = filesOf(await this.#evidence(caseId), true);
    await shell.call('meeting.give', { peerId, bundles, originals });
    for (const { signature } of bundles) known.add(signature);
    const newest = bundles.at(-1);
    if (!newest) return;
    const { rows, known: others } = readBundle(newest);
    this.#change((state) =>
      withPeer(state, peerId, () => ({ documentsGiven: rows.length + others.length, has: null })),
    );
  }

  #take(came: Came): void {
    const { peerId } = came;
    const { caseId } = this.#state.value;
    this.#merging = this.#merging.then(() => this.#takeBundles(came, caseId)).catch(this.#note(peerId));
    this.#fetching = Promise.all([this.#merging, this.#fetching])
      .then(() => this.#fetch(came, caseId))
      .catch(this.#note(peerId));
  }

  async #takeBundles({ peerId, bundles: opened }: Came, caseId: string): Promise<void> {
    if (opened.length === 0) return;
    const { workspace, keys } = this.#parts;
    const about = { workspace, caseId, keys: await keys() };
    const { bundles, leftOut } = await takeBundles(about, { bundles: opened });
    for (const { signed } of opened) this.#knownTo(peerId).add(signed.signature);
    this.#change((state) =>
      withPeer(state, peerId, ({ taken, problems }) => ({
        taken: {
          added: bundles.reduce((sum, { added }) => sum + added, taken.added),
          changed: bundles.reduce((sum, { changed }) => sum + changed, taken.changed),
          differences: bundles.reduce((sum, { differences }) => sum + differences, taken.differences),
        },
        problems: [...problems, ...leftOut],
      })),
    );
    this.#giveOn(peerId, false);
  }

  /** Takes over the files that the case names now, and the peer offers. */
  async #fetch({ peerId, originals }: Came, caseId: string): Promise<void> {
    const { shell } = this.#parts;
    const offered = new Set(originals.map(({ sha256 }) => sha256));
    const named = filesOf(await this.#evidence(caseId), true);
    const mine = new Set(filesOf(await this.#evidence(caseId), this.#withOriginals).map(({ sha256 }) => sha256));
    const isHere = await Promise.all(named.map((content) => shell.call('evidence.has', content)));
    const missing = named.filter((_content, nth) => !isHere[nth]);
    const wanted = missing.filter(({ sha256 }) => offered.has(sha256) && mine.has(sha256));
    const bytes = wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    this.#change((state) =>
      withPeer(state, peerId, ({ received }) => ({
        ...{ stage: 'files', wanted: { files: wanted.length, bytes }, come: { files: 0, bytes: 0 } },
        receivedBefore: received,
      })),
    );
    let lacking = missing.length;
    for (const content of wanted) {
      if (!(await this.#takeFile(peerId, content))) continue;
      lacking -= 1;
      this.#change((state) =>
        withPeer(state, peerId, ({ come }) => ({
          come: { files: come.files + 1, bytes: come.bytes + content.sizeBytes },
        })),
      );
    }
    this.#change((state) => withPeer(state, peerId, () => ({ stage: 'whole', lacking })));
    await shell.call('meeting.has', { peerId, has: { lacking } });
    if (lacking < missing.length) this.#giveOn(peerId, true);
  }

  /** False where it did not come: what hinders one file hinders no other. */
  async #takeFile(peerId: string, content: FileRef): Promise<boolean> {
    try {
      return await this.#parts.shell.call('meeting.take', { peerId, content });
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.code === 'meeting.cut') throw thrown;
      this.#change((state) => withPeer(state, peerId, ({ problems }) => ({ problems: [...problems, problem] })));
      return false;
    }
  }

  /** Who opened the meeting gives to all others what one of them has brought. */
  #giveOn(from: string, isFilesAlone: boolean): void {
    const { kind, peers } = this.#state.value;
    for (const { peerId, isHere } of kind === 'leading' ? peers : []) {
      if (isHere && peerId !== from) this.#giveTo(peerId, isFilesAlone);
    }
  }

  /** Why something failed with a peer: what was cut, the peer's leaving tells. */
  #note(peerId: string): (thrown: unknown) => void {
    return (thrown) => {
      const problem = problemOf(thrown);
      if (problem.code === 'meeting.cut') return;
      const noted = ({ problems }: MeetingPeer) => ({ stage: 'whole' as const, problems: [...problems, problem] });
      this.#change((state) => withPeer(state, peerId, noted));
    };
  }

  #knownTo(peerId: string): Set<string> {
    const known = this.#known.get(peerId) ?? new Set();
    this.#known.set(peerId, known);
    return known;
  }

  async #case(caseId: string): Promise<InspectionCase> {
    const found = await this.#parts.workspace.collections.cases.findOne(caseId).exec();
    if (!found) throw new ProblemError('notFound', { collection: 'cases' });
    return found.toMutableJSON();
  }

  async #evidence(caseId: string) {
    const found = await this.#parts.workspace.collections.evidence.find({ selector: { caseId } }).exec();
    return found.map((each) => each.toMutableJSON());
  }

  #change(change: (state: MeetingState) => MeetingState): void {
    this.#state.next(change(this.#state.value));
  }
}
