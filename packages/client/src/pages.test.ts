import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pages } from './pages.ts';

test('pages are read one by one, only as far as the caller goes', async () => {
  const asked: (string | undefined)[] = [];
  const read = async (cursor?: string) => {
    asked.push(cursor);
    const at = Number(cursor ?? 0);
    return { data: [at], next_cursor: at < 3 ? String(at + 1) : null };
  };
  const rows: number[] = [];
  for await (const page of pages(read)) rows.push(...page);
  assert.deepEqual(rows, [0, 1, 2, 3]);
  asked.length = 0;
  for await (const page of pages(read)) if (page[0] === 1) break;
  assert.deepEqual(asked, [undefined, '1']);
});

test('a cursor that leads to itself ends the list, and so does a feed that has caught up', async () => {
  let calls = 0;
  const stuck = async () => ({ data: [(calls += 1)], next_cursor: 'same' });
  for await (const page of pages(stuck)) assert.ok(page);
  assert.equal(calls, 2);
  calls = 0;
  const feed = async () => ({ data: [(calls += 1)], next_cursor: `c${calls}`, has_more: calls < 3 });
  for await (const page of pages(feed)) assert.ok(page);
  assert.equal(calls, 3);
});
