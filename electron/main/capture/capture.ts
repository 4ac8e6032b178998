import {
  type Captured,
  type CaptureStep,
  mostCaptured,
  type OpenCaptureInput,
} from '../../../shared/bridge/capture.ts';
import type { TakenIn } from '../../../shared/bridge/contract.ts';
import { factsText, factWords, type PageFacts } from '../../../shared/domain/evidence/page-facts.ts';
import { ProblemError } from '../../../shared/problem/problem.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { TakeWhole } from '../evidence/intake.ts';
import { certificateFacts } from '../vault/certificate.ts';
import { type CaptureWindow, type CaptureWindowParts, openCaptureWindow } from './capture-window.ts';
import { capturedInput } from './captured-input.ts';
import { nameFrom } from './fit-line.ts';
import { webAddressOf } from './public-address.ts';
import { takePage } from './take-page.ts';

/** Public pages as evidence: one window at a time, in which a person goes to what they want to show. */
export interface Capture {
  open(input: OpenCaptureInput): Promise<void>;
  visit(address: string): void;
  step(step: CaptureStep): void;
  /** Takes the page that is shown: its pictures, its archive, and the facts that name both, in this order. */
  takePage(evidenceIds: readonly string[]): Promise<{ originals: number; isCut: boolean }>;
  close(): void;
}

export interface CaptureParts extends Omit<CaptureWindowParts, 'onClosed' | 'textSize'> {
  readonly textSize: () => number;
  readonly evidence: () => Promise<Evidence>;
  readonly now: () => number;
  /** Has the program save the documents of what came in. */
  readonly onCaptured: (captured: Captured) => void;
}

/** The archive and the facts come beside the pictures. */
const mostPictures = mostCaptured - 2;

export function openCapture(parts: CaptureParts): Capture {
  let opening: Promise<CaptureWindow> | null = null;
  let opened: CaptureWindow | null = null;
  let into: OpenCaptureInput | null = null;
  /** How often it was shut: what was still opening then is none for who comes next. */
  let closings = 0;

  const demand = () => {
    if (!opened || !into) throw new ProblemError('capture.closed');
    return { window: opened, aim: into.aim };
  };
  const open = async () => {
    const mine = closings;
    const window = await openCaptureWindow({
      ...parts,
      textSize: parts.textSize(),
      onClosed() {
        if (opened !== window) return;
        opened = null;
        opening = null;
      },
    });
    if (mine !== closings) {
      window.close();
      throw new ProblemError('capture.closed');
    }
    opened = window;
    return window;
  };

  return {
    async open(next) {
      // Locked, there is nothing to capture for.
      await parts.evidence();
      into = next;
      const current = opening ?? open();
      opening = current;
      current.catch(() => {
        if (opening === current) opening = null;
      });
      const window = await current;
      window.name(into?.caseName ?? '');
      window.focus();
    },
    visit(typed) {
      const address = webAddressOf(typed);
      if (address === null) throw new ProblemError('capture.address');
      demand().window.page.visit(address);
    },
    step: (step) => demand().window.page.step(step),
    async takePage(evidenceIds) {
      const { window, aim: whole } = demand();
      const before = closings;
      const { page } = window;
      const { answer, state, view } = page;
      const { webContents: contents } = view;
      if (!answer || state.trouble === 'gone') throw new ProblemError('capture.nothing');
      const capturedFrom = parts.now();
      const shown = page.certificates();
      const chain = shown?.chain.flatMap((pem) => certificateFacts(pem) ?? []) ?? [];
      const tls = answer.tls && { ...answer.tls, verdict: shown?.verdict ?? '', certificates: chain };
      const taken = await takePage(contents, window.scale(), mostPictures);
      if (page.answer !== answer) throw new ProblemError('capture.moved');
      const capturedTo = parts.now();
      const { intake } = await parts.evidence();
      const name = nameFrom(state.title || new URL(answer.addressAnswered).host);
      const files = [
        ...taken.pictures.map((bytes, place) => ({ bytes, fileName: `${name} ${place + 1}.png` })),
        { bytes: taken.archive, fileName: `${name} ${taken.pictures.length + 1}.mhtml` },
      ];
      const came: TakenIn[] = [];
      const takeAll = async (takeWhole: TakeWhole) => {
        const take = async (fileName: string, bytes: Uint8Array) => {
          const evidenceId = evidenceIds[came.length];
          if (evidenceId === undefined) throw new ProblemError('request.invalid');
          came.push(await takeWhole(capturedInput(whole, evidenceId, fileName), bytes));
        };
        for (const { fileName, bytes } of files) await take(fileName, bytes);
        const facts: PageFacts = {
          version: 1,
          title: factWords(state.title),
          ...{ addressAsked: answer.addressAsked, redirects: [...answer.redirects] },
          ...{ addressAnswered: answer.addressAnswered, addressShown: factWords(state.address) },
          capturedFrom: new Date(capturedFrom).toISOString(),
          capturedTo: new Date(capturedTo).toISOString(),
          clockOffsetMs: came[0]?.signed.record.clockOffsetMs ?? 0,
          wasLoaded: !state.isLoading,
          ...{ status: answer.status, protocol: answer.protocol, serverAddress: answer.serverAddress },
          headers: [...answer.headers],
          userAgent: contents.isDestroyed() ? '' : contents.getUserAgent(),
          tls,
          page: { ...taken.size, isCut: taken.isCut },
          files: came.map(({ signed: { record } }) => ({
            ...{ name: record.fileName, mediaType: record.mediaType },
            ...{ sha256: record.sha256, sizeBytes: record.sizeBytes },
          })),
        };
        await take(`${name} ${files.length + 1}.json`, Buffer.from(factsText(facts), 'utf8'));
      };
      try {
        await intake.together(takeAll);
      } finally {
        // What is signed has its place in the chain, whatever became of the rest.
        // Whoever has come since is not told: the next opening of this one's vault finds them.
        if (came.length > 0 && before === closings) parts.onCaptured({ title: state.title, taken: came });
      }
      return { originals: came.length, isCut: taken.isCut };
    },
    close() {
      closings += 1;
      opened?.close();
      opening = null;
      into = null;
    },
  };
}
