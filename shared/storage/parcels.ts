import type { FromEngine, Reply, Request } from './contract.ts';
import { listen, type StoragePort } from './port.ts';

/**
 * Most characters of documents in one message. Chromium carries a message of up to 64 KB in the pipe itself; for a larger one
 * it takes shared memory, which costs three times as much a byte. A character is two bytes.
 */
const mostCharacters = 28_000;

type Texts = readonly string[];
/** One of the two messages that a port carries. */
type Message = { readonly requests: readonly Request[] } | FromEngine;
/** Takes the place of a list of documents that was sent ahead in parcels. */
interface SentAhead {
  readonly sentAhead: number;
}

/** A port on which large messages travel in several small ones, and arrive as they were. Both ends are to be of this kind. */
export function inParcels(port: StoragePort): StoragePort {
  let ahead: string[] = [];
  const outer: StoragePort = {
    onmessage: null,
    onclose: null,
    postMessage(message) {
      const texts: string[] = [];
      const bare = withLists(message as Message, (list) => {
        for (const text of list as Texts) texts.push(text);
        return { sentAhead: (list as Texts).length };
      });
      if (texts.reduce((sum, { length }) => sum + length, 0) <= mostCharacters) return port.postMessage(message);
      for (const parcel of parcelsOf(texts)) port.postMessage({ parcel });
      port.postMessage(bare);
    },
    close: () => port.close(),
  };
  listen(port, (data) => {
    if (isObject(data) && Array.isArray(data.parcel)) {
      for (const text of Object.values(data.parcel)) if (typeof text === 'string') ahead.push(text);
      return;
    }
    const texts = ahead;
    ahead = [];
    let taken = 0;
    const take = (list: unknown) => {
      if (!isObject(list) || !Number.isSafeInteger(list.sentAhead)) return list;
      const from = taken;
      taken += Number(list.sentAhead);
      return texts.slice(from, taken);
    };
    const whole = texts.length > 0 && isObject(data) ? withLists(data as unknown as Message, take) : data;
    outer.onmessage?.({ data: whole } as never);
  });
  port.onclose = (event) => outer.onclose?.(event);
  return outer;
}

function* parcelsOf(texts: Texts): Generator<Texts> {
  let from = 0;
  let characters = 0;
  for (const [at, { length }] of texts.entries()) {
    if (at > from && characters + length > mostCharacters) {
      yield texts.slice(from, at);
      from = at;
      characters = 0;
    }
    characters += length;
  }
  yield texts.slice(from);
}

/**
 * The message with its lists of documents exchanged, in their order: those of writes one way, those that are answered the
 * other. Whoever speaks at the other end is not trusted with the form of what it sends: a list may claim to be longer than what it
 * holds, so that only its values are gone through.
 */
function withLists(message: Message, exchange: (list: unknown) => unknown): Message {
  if ('requests' in message && Array.isArray(message.requests)) {
    return { ...message, requests: Object.values(message.requests).map((request) => ofRequest(request, exchange)) };
  }
  if ('replies' in message && Array.isArray(message.replies)) {
    return { ...message, replies: Object.values(message.replies).map((reply) => ofReply(reply, exchange)) };
  }
  return message;
}

function ofRequest(request: unknown, exchange: (list: unknown) => unknown): Request {
  if (!isObject(request) || request.op !== 'write' || !isObject(request.input)) return request as unknown as Request;
  const { documents } = request.input;
  if (!isList(documents)) return request as unknown as Request;
  return { ...request, input: { ...request.input, documents: exchange(documents) } } as unknown as Request;
}

function ofReply(reply: unknown, exchange: (list: unknown) => unknown): Reply {
  if (!isObject(reply)) return reply as unknown as Reply;
  const { value } = reply;
  if (isList(value)) return { ...reply, value: exchange(value) } as unknown as Reply;
  if (!isObject(value) || !isList(value.documents)) return reply as unknown as Reply;
  return { ...reply, value: { ...value, documents: exchange(value.documents) } } as unknown as Reply;
}

function isList(value: unknown): value is Texts | SentAhead {
  if (!Array.isArray(value)) return isObject(value) && 'sentAhead' in value;
  return value.length > 0 && Object.values(value).every((each) => typeof each === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
