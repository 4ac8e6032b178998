import type { ScreenSource } from '../../../shared/bridge/capture.ts';
import type { Capture } from '../capture/capture.ts';
import { capturedInput } from '../capture/captured-input.ts';
import { nameFrom } from '../capture/fit-line.ts';
import type { Session } from '../session/session.ts';
import type { Handlers } from './receive.ts';

type CaptureHandlers = {
  [Name in keyof Handlers as Name extends `capture.${string}` ? Name : never]: Handlers[Name];
};

export interface CaptureHandlerParts {
  readonly session: Pick<Session, 'evidence'>;
  readonly capture: Capture;
  readonly listScreens: () => Promise<ScreenSource[]>;
  readonly captureScreen: (sourceId: string) => Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

/** The calls about pages and screens that are captured as evidence. */
export function captureHandlers(parts: CaptureHandlerParts): CaptureHandlers {
  const { session, capture } = parts;
  return {
    async 'capture.open'(input) {
      await capture.open(input);
      return null;
    },
    'capture.visit'({ address }) {
      capture.visit(address);
      return null;
    },
    'capture.step'({ step }) {
      capture.step(step);
      return null;
    },
    'capture.takePage': ({ evidenceIds }) => capture.takePage(evidenceIds),
    'capture.screens': () => parts.listScreens(),
    async 'capture.takeScreen'({ aim, evidenceId, sourceId }) {
      const { intake } = await session.evidence();
      const { name, bytes } = await parts.captureScreen(sourceId);
      return intake.together((take) => take(capturedInput(aim, evidenceId, `${nameFrom(name)}.png`), bytes));
    },
  };
}
