import { Value } from 'typebox/value';
import {
  type CallInput,
  type CallName,
  type CallOutput,
  type CallReply,
  calls,
} from '../../../shared/bridge/contract.ts';
import { ProblemError, problemOf } from '../../../shared/problem/problem.ts';
import type { Log } from '../log.ts';

/** A handler for every call of the contract: one that is missing, or that answers another shape, does not compile. */
export type Handlers = {
  readonly [Name in CallName]: (input: CallInput<Name>) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** The frame that a message came from, as Electron names it. */
export interface Sender {
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** True for the page itself: no frame within it, no other origin. */
export function isFromPage(sender: Sender | null, origin: string): boolean {
  if (!sender?.isMainFrame || !URL.canParse(sender.url)) return false;
  const url = new URL(sender.url);
  return `${url.protocol}//${url.host}` === origin;
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name);
}

function isInput<Name extends CallName>(name: Name, input: unknown): input is CallInput<Name> {
  return Value.Check(calls[name].input, input);
}

/**
 * Answers one call: checks the sender, the name and the input by the contract, runs the handler, and turns what it throws
 * into a problem. Never throws: no stack crosses the bridge.
 */
export async function receive(
  handlers: Handlers,
  log: Log,
  origin: string,
  sender: Sender | null,
  name: unknown,
  input: unknown,
): Promise<CallReply<CallName>> {
  try {
    if (!isFromPage(sender, origin)) throw new ProblemError('permission.denied');
    if (!isCallName(name)) throw new ProblemError('request.invalid');
    return { ok: true, value: await run(handlers, name, input) };
  } catch (thrown) {
    const problem = problemOf(thrown);
    log.failure(isCallName(name) ? `call ${name}` : 'unknown call', thrown);
    return { ok: false, problem };
  }
}

function run<Name extends CallName>(handlers: Handlers, name: Name, input: unknown) {
  if (!isInput(name, input)) throw new ProblemError('request.invalid');
  return handlers[name](input);
}
