import type { Bridge, CallInput, CallName, CallOutput } from '../../shared/bridge/contract.ts';
import { ProblemError } from '../../shared/problem/problem.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly minhTra?: Bridge;
  }
}

export interface Shell {
  /** One call to the shell; rejects with the ProblemError that it answered. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>>;
  readonly on: Bridge['on'];
}

/** The shell as the window sees it: answers as promises, problems as exceptions. */
export function shellOf(bridge: Bridge): Shell {
  return {
    call: async (name, input) => {
      const reply = await bridge.call(name, input);
      if (reply.ok) return reply.value;
      throw new ProblemError(reply.problem.code, reply.problem.details);
    },
    on: bridge.on,
  };
}
