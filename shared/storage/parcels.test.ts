import { describe, expect, it } from 'vitest';
import { inParcels } from './parcels.ts';
import { createPortPair, listen, type StoragePort } from './port.ts';

/** Two ends in parcels, and every message that passes between them. */
function ends() {
  const [near, far] = createPortPair();
  const wire: unknown[] = [];
  const watched: StoragePort = {
    onmessage: null,
    onclose: null,
    postMessage(message) {
      wire.push(message);
      near.postMessage(message);
    },
    close: () => near.close(),
  };
  listen(near, (data) => watched.onmessage?.({ data } as never));
  near.onclose = (event) => watched.onclose?.(event);
  const received: unknown[] = [];
  const out = inParcels(watched);
  const into = inParcels(far);
  listen(into, (data) => received.push(data));
  return { out, into, raw: near, wire, received };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));
const text = (length: number, sign: string) => sign.repeat(length);
const write = (call: number, documents: readonly string[]) => ({
  call,
  op: 'write',
  input: { instance: 1, documents, previous: documents.map(() => null), context: 'test' },
});

describe('a port in parcels', () => {
  it('carries a small message as it is', async () => {
    const { out, wire, received } = ends();
    const message = { requests: [write(1, ['a', 'b'])] };
    out.postMessage(message);
    await turn();
    expect(wire).toEqual([message]);
    expect(received).toEqual([message]);
  });

  it('carries a large one in parts of which none is large, and it arrives as it was', async () => {
    const { out, wire, received } = ends();
    const message = {
      requests: [
        write(1, [text(20_000, 'a'), text(20_000, 'đ'), '']),
        { call: 2, op: 'count', input: { instance: 1 } },
        write(3, []),
        write(4, [text(10, 'c'), text(100_000, 'd')]),
      ],
    };
    out.postMessage(message);
    await turn();
    expect(received).toEqual([message]);
    expect(wire.map((sent) => JSON.stringify(sent).length < 30_000)).toEqual([true, true, false, true]);
  });

  it('does so with what is answered, whatever stands beside it', async () => {
    const { out, wire, received } = ends();
    const large = [text(30_000, 'a'), text(30_000, 'b')];
    const message = {
      replies: [
        { call: 1, value: large },
        { call: 2, problem: { code: 'notFound' } },
        { call: 3, value: { documents: large, checkpoint: { id: 'x', lwt: 1 } } },
        { call: 4, value: 7 },
        { call: 5, value: [] },
        { call: 6, value: null },
        { call: 7, value: ['not', 5, 'documents'] },
      ],
      changed: [],
    };
    out.postMessage(message);
    await turn();
    expect(wire.length).toBe(5);
    expect(received).toEqual([message]);
  });

  it('hands on what is not of its form, and mixes up no message with what came before', async () => {
    const { raw, received, out } = ends();
    const strange = [7, null, 'text', { requests: 'none' }, { requests: [null, { op: 'write' }] }, { replies: [1] }];
    for (const message of strange) raw.postMessage(message);
    await turn();
    expect(received).toEqual(strange);
    received.length = 0;
    raw.postMessage({ parcel: ['left over', 3] });
    raw.postMessage({ requests: [{ op: 'write', input: { documents: { sentAhead: 5 } } }] });
    const after = { requests: [write(1, [text(40_000, 'a')])] };
    out.postMessage(after);
    await turn();
    expect(received).toEqual([{ requests: [{ op: 'write', input: { documents: ['left over'] } }] }, after]);
  });

  it('carries as many as there are', async () => {
    const { out, received } = ends();
    const message = { replies: [{ call: 1, value: Array.from({ length: 200_000 }, (_, at) => `${at}`) }], changed: [] };
    out.postMessage(message);
    await turn();
    expect(received).toEqual([message]);
  });

  it('tells of the other end going away', async () => {
    const { out, into } = ends();
    let isClosed = false;
    out.onclose = () => {
      isClosed = true;
    };
    into.close();
    await turn();
    expect(isClosed).toBe(true);
  });
});
