import { expect, it } from 'vitest';
import { readEvents, type StreamItem } from './server-sent-events.ts';

async function events(...chunks: string[]): Promise<StreamItem[]> {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  const found: StreamItem[] = [];
  for await (const item of readEvents(body)) if (item.kind === 'event') found.push(item);
  return found;
}

it('reads events however the network cuts them', async () => {
  const text = 'event: ready\ndata: {}\n\n: still here\n\nevent: changed\ndata: {"a":\ndata: 1}\n\n';
  const expected = [
    { kind: 'event', name: 'ready', data: '{}' },
    { kind: 'event', name: 'changed', data: '{"a":\n1}' },
  ];
  expect(await events(text)).toEqual(expected);
  expect(await events(...text)).toEqual(expected);
  expect(await events(...text.replaceAll('\n', '\r\n'))).toEqual(expected);
});

it('leaves out an event that the end cut off', async () => {
  expect(await events('data: whole\n\ndata: ha')).toEqual([{ kind: 'event', name: 'message', data: 'whole' }]);
});
