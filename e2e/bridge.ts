import type { Page } from 'playwright-core';
import type { Bridge, CallInput, CallName, CallOutput, CallReply, EventName } from '../shared/bridge/contract.ts';
import { ProblemError } from '../shared/problem/problem.ts';

declare global {
  interface Window {
    /** Events of the shell that `recordEvents` has heard. */
    heard?: { readonly name: string; readonly payload: unknown }[];
  }
}

/** Calls the shell as the page does; rejects with the problem that it answers. */
export async function callShell<Name extends CallName>(
  page: Page,
  name: Name,
  input: CallInput<Name>,
): Promise<CallOutput<Name>> {
  // As text, since what crosses to the page is typed by Playwright's own rules.
  const answer = await page.evaluate(
    async (asked) => {
      const { minhTra } = window as unknown as { minhTra: Bridge };
      const { called, given } = JSON.parse(asked);
      return JSON.stringify(await minhTra.call(called, given));
    },
    JSON.stringify({ called: name, given: input }),
  );
  const reply: CallReply<Name> = JSON.parse(answer);
  if (reply.ok) return reply.value;
  throw new ProblemError(reply.problem.code, reply.problem.details);
}

/** Keeps what the shell tells the page from now on; read it with `heardEvents`. */
export async function recordEvents(page: Page): Promise<void> {
  await page.evaluate(
    (names: readonly EventName[]) => {
      const { minhTra } = window as unknown as { minhTra: Bridge };
      window.heard = [];
      for (const name of names) minhTra.on(name, (payload) => window.heard?.push({ name, payload }));
    },
    [
      ...(['locked', 'sessionExpired', 'wake', 'settings', 'clock', 'packageProgress'] as const),
      ...(['captureState', 'captured', 'meeting'] as const),
    ] as const,
  );
}

export function heardEvents(page: Page) {
  return page.evaluate(() => window.heard ?? []);
}
