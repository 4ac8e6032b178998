import { type Static, Type } from 'typebox';
import { Line } from '../schema/common.ts';
import { SignedRecord } from '../schema/evidence.ts';
import { EvidenceId, IntakeInput } from './evidence.ts';

/** The path at which the page shows the bar of the capture window, and nothing of the program. */
export const capturePath = '/capture';
/** Height of that bar at the usual text size, px; the captured page lies below it. */
export const captureBarHeight = 108;

/** A longer address is asked of nobody. */
const Address = Type.String({ maxLength: 8_192 });

/** Which case a capture belongs to, and what it shows. */
export const CaptureAim = Type.Object(
  { caseId: IntakeInput.properties.caseId, ties: IntakeInput.properties.ties },
  { additionalProperties: false },
);
export type CaptureAim = Static<typeof CaptureAim>;

/** `caseName`: how the bar tells a person into which case the pages come. */
export const OpenCaptureInput = Type.Object({ aim: CaptureAim, caseName: Line }, { additionalProperties: false });
export type OpenCaptureInput = Static<typeof OpenCaptureInput>;

export const VisitInput = Type.Object({ address: Address }, { additionalProperties: false });

export const captureSteps = ['back', 'forward', 'reload', 'stop'] as const;
export const CaptureStepInput = Type.Object(
  { step: Type.Enum([...captureSteps], { type: 'string', maxLength: 7 }) },
  { additionalProperties: false },
);
export type CaptureStep = (typeof captureSteps)[number];

/** Most originals of one page: pictures, the archive and the facts. */
export const mostCaptured = 16;
/** Ids for the originals of a page, made by the window; those that are not needed are nothing. */
export const TakePageInput = Type.Object(
  { evidenceIds: Type.Array(EvidenceId, { minItems: mostCaptured, maxItems: mostCaptured, uniqueItems: true }) },
  { additionalProperties: false },
);

/** Why the page is not as it was asked for; `none` where it is. */
export const pageTroubles = ['none', 'failed', 'private', 'download', 'gone', 'hung'] as const;

/** How the connection to the page's server was kept: without TLS, with a certificate that stands, or with one that does not. */
export const connectionStates = ['none', 'plain', 'secure', 'bad'] as const;

/** What the bar shows of the page, and of the case that it is captured into. */
export const PageState = Type.Object(
  {
    caseName: Line,
    address: Address,
    title: Type.String({ maxLength: 500 }),
    isLoading: Type.Boolean(),
    mayGoBack: Type.Boolean(),
    mayGoForward: Type.Boolean(),
    connection: Type.Enum([...connectionStates], { type: 'string', maxLength: 6 }),
    /** The certificate's owner and issuer as it names them, and what is wrong with it; empty where there is none. */
    certificate: Type.Object(
      { subject: Line, issuer: Line, validTo: Type.String({ maxLength: 40 }), verdict: Line },
      { additionalProperties: false },
    ),
    trouble: Type.Enum([...pageTroubles], { type: 'string', maxLength: 8 }),
    /** Chromium's name of what failed: `ERR_NAME_NOT_RESOLVED`. */
    failure: Line,
  },
  { additionalProperties: false },
);
export type PageState = Static<typeof PageState>;

/** What came in of one page: its pictures from the top down, its archive, and the facts that name them; or a picture of the screen. */
export const Captured = Type.Object(
  {
    title: Type.String({ maxLength: 500 }),
    taken: Type.Array(Type.Object({ input: IntakeInput, signed: SignedRecord }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type Captured = Static<typeof Captured>;

export const TakenPage = Type.Object(
  {
    originals: Type.Integer({ minimum: 1 }),
    /** The pictures show the beginning of a page that is longer than they can be; the archive has all of it. */
    isCut: Type.Boolean(),
  },
  { additionalProperties: false },
);

/** A screen, or another program's window, that can be captured; its small picture is a PNG. */
export const ScreenSource = Type.Object(
  {
    id: Type.String({ maxLength: 100 }),
    name: Type.String({ maxLength: 500 }),
    isScreen: Type.Boolean(),
    picture: Type.String({ maxLength: 2_000_000 }),
  },
  { additionalProperties: false },
);
export type ScreenSource = Static<typeof ScreenSource>;

export const TakeScreenInput = Type.Object(
  { aim: CaptureAim, evidenceId: EvidenceId, sourceId: ScreenSource.properties.id },
  { additionalProperties: false },
);
