/** Largest unfinished event kept in memory, in characters: an order is a few thousand. */
const maxPending = 1_000_000;

/**
 * Reads server-sent events from a response body: event name and data of each, and an empty name for a comment (a sign of life).
 * Source: HTML Standard, "Interpreting an event stream".
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<{ event: string; data: string }, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let pending = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (pending + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      pending = blocks.pop() ?? '';
      if (pending.length > maxPending) throw new Error('An event is too long.');
      for (const block of blocks) yield readBlock(block);
    }
  } finally {
    // A cancelled reader closes the connection; whether that goes well no longer matters to anyone.
    reader.cancel().catch(() => {});
  }
}

function readBlock(block: string): { event: string; data: string } {
  let event = '';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, name, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
    if (name === 'event') event = value;
    if (name === 'data') data.push(value);
  }
  return { event, data: data.join('\n') };
}
