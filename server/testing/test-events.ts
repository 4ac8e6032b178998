import type { ChangedEvent } from '../../shared/protocol/sync.ts';

/** An open event stream: what it brought, and what to wait for. */
export interface TestEvents {
  readonly received: ChangedEvent[];
  /** Resolves with the first change, received or to come, that fits; each is given once. */
  next(fits?: (event: ChangedEvent) => boolean): Promise<ChangedEvent>;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export async function openEvents(request: () => Promise<Response>): Promise<TestEvents> {
  const response = await request();
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const received: ChangedEvent[] = [];
  const waiting: { fits: (event: ChangedEvent) => boolean; resolve: (event: ChangedEvent) => void }[] = [];
  let ready = () => {};
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const hear = (name: string, data: string) => {
    if (name === 'ready') ready();
    if (name !== 'changed') return;
    const event = JSON.parse(data) as ChangedEvent;
    const at = waiting.findIndex(({ fits }) => fits(event));
    if (at < 0) received.push(event);
    else waiting.splice(at, 1)[0]?.resolve(event);
  };
  const ended = read(reader, hear);
  await isReady;
  return {
    received,
    next(fits = () => true) {
      const at = received.findIndex(fits);
      const [event] = at < 0 ? [] : received.splice(at, 1);
      if (event) return Promise.resolve(event);
      return new Promise((resolve) => waiting.push({ fits, resolve }));
    },
    ended,
    async close() {
      await reader.cancel().catch(() => undefined);
    },
  };
}

async function read(
  reader: ReadableStreamDefaultReader<string>,
  hear: (name: string, data: string) => void,
): Promise<void> {
  let text = '';
  for (;;) {
    const chunk = await reader.read().catch(() => ({ done: true, value: undefined }) as const);
    if (chunk.done || chunk.value === undefined) return;
    text += chunk.value;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      if (name) hear(name, /^data: (.*)$/m.exec(block)?.[1] ?? '');
    }
  }
}
