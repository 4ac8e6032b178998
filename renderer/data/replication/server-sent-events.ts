/** One event of a stream, or the comment line by which a server shows that it is alive. */
export type StreamItem =
  | { readonly kind: 'event'; readonly name: string; readonly data: string }
  | { readonly kind: 'alive' };

/** Reads server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) as they arrive. */
export async function* readEvents(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<StreamItem> {
  let rest = '';
  let name = '';
  let data: string[] = [];
  for await (const text of chunks(body)) {
    yield { kind: 'alive' };
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) yield { kind: 'event', name: name === '' ? 'message' : name, data: data.join('\n') };
        name = '';
        data = [];
        continue;
      }
      const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === 'event') name = value;
      if (field === 'data') data.push(value);
    }
  }
}

async function* chunks(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
