interface Page<Row> {
  data: Row[];
  next_cursor: string | null;
  has_more?: boolean;
}

/** Bound for a list that never ends: a cursor that leads back to itself must not spin for ever. */
const maxPages = 100_000;

/**
 * Walks a list page by page: `for await (const products of pages((cursor) => listProducts(client, { cursor })))`.
 * @param read reads the page behind a cursor; the first time there is none.
 */
export async function* pages<Row>(
  read: (cursor: string | undefined) => Promise<Page<Row>>,
): AsyncGenerator<Row[], void> {
  let cursor: string | undefined;
  for (let count = 0; count < maxPages; count += 1) {
    const page = await read(cursor);
    yield page.data;
    if (page.next_cursor === null || page.next_cursor === cursor || page.has_more === false) return;
    cursor = page.next_cursor;
  }
}
