import { map, type Observable } from 'rxjs';
import { Value } from 'typebox/value';
import type { OpenSession } from '../../../shared/bridge/contract.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import { Bundle, bundleBytesLimit, type SignedBundle } from '../../../shared/protocol/bundles.ts';
import { protocolVersion } from '../../../shared/protocol/version.ts';
import type { InspectionCase } from '../../../shared/schema/cases.ts';
import type { SentStates } from '../sent-states.ts';
import type { Stamper } from '../stamper.ts';
import type { Carried, CarriedBundle } from './carried.ts';
import type { CaseSyncs } from './case-sync.ts';
import { makeBundle } from './make-bundle.ts';
import { soundBundle, type Taken, takeBundle } from './take-bundle.ts';

/** Signs a bundle's text by the key of this person on this laptop. */
export type SignBundle = (text: string) => Promise<SignedBundle>;

export interface BundlesOptions {
  readonly session: OpenSession;
  readonly syncs: CaseSyncs;
  readonly sentStates: SentStates;
  readonly stamper: Stamper;
  readonly carried: Carried;
  readonly started: Promise<void>;
}

const nothing: Taken = { added: 0, changed: 0, differences: 0 };

/** What goes between colleagues of one case without a server. */
export class Bundles {
  /** Colleagues' bundles that the server has not seen from here. */
  readonly carried$: Observable<readonly CarriedBundle[]>;
  readonly #options: BundlesOptions;

  constructor(options: BundlesOptions) {
    this.#options = options;
    // One for all who ask: a page that heard of another each time it is drawn would be drawn for ever.
    this.carried$ = options.carried.bundles$.pipe(map((all) => all.filter(({ isOwn }) => !isOwn)));
  }

  /** All that this laptop has of a case, for colleagues: the bundles that the server has not seen, in their order, and the newest of its own last. */
  async give(inspectionCase: InspectionCase, sign: SignBundle): Promise<readonly SignedBundle[]> {
    const { session, syncs, sentStates, stamper, carried, started } = this.#options;
    await started;
    const maker = { personId: session.person.id, deviceId: session.deviceId, at: stamper.next() };
    const bundle = await makeBundle(syncs, sentStates, inspectionCase, maker);
    const text = JSON.stringify(bundle);
    // Its UTF-8 may have three bytes a unit.
    if (text.length * 3 > bundleBytesLimit && new Blob([text]).size > bundleBytesLimit) {
      throw new ProblemError('bundle.tooLarge');
    }
    const signed = await sign(text);
    if (bundle.rows.length > 0) await carried.keepOwn(bundle, signed);
    const kept = carried.bundles$.value.filter(({ caseId }) => caseId === inspectionCase.id);
    return [...kept.filter(({ id }) => id !== bundle.id).map((each) => each.signed), signed];
  }

  /**
   * Takes a colleague's bundle in, whose signature has been checked; null for one that this laptop made itself. It is kept for
   * the server before it is merged. Throws `bundle.otherCase`, `bundle.otherVersion`, `bundle.broken`.
   */
  async take(signed: SignedBundle, caseId: string): Promise<Taken | null> {
    const { session, syncs, sentStates, stamper, carried, started } = this.#options;
    await started;
    const bundle = readBundle(signed);
    if (bundle.caseId !== caseId) throw new ProblemError('bundle.otherCase');
    if (bundle.madeBy === session.person.id && bundle.device === session.deviceId) return null;
    // Before it is kept, since what is kept goes on to colleagues and to the server.
    const sound = soundBundle(bundle);
    stamper.observe(bundle.at);
    for (const { state } of [...bundle.rows, ...bundle.known]) {
      if ('updatedAt' in state && typeof state.updatedAt === 'string') stamper.observe(state.updatedAt);
    }
    const take = () => takeBundle(syncs, sentStates, sound);
    if (bundle.rows.length === 0) return take();
    return (await carried.keep(bundle, signed, take)) ?? nothing;
  }
}

/** A bundle as its text has it. */
export function readBundle({ text }: SignedBundle): Bundle {
  const bundle = parsed(text);
  const isOurs = typeof bundle === 'object' && bundle !== null;
  if (isOurs && 'protocol' in bundle && bundle.protocol !== protocolVersion) {
    throw new ProblemError('bundle.otherVersion');
  }
  if (!Value.Check(Bundle, bundle)) throw new ProblemError('bundle.broken');
  return bundle;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('bundle.broken');
  }
}
