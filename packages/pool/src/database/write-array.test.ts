import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { writeArray } from './write-array.ts';

let database: TestDatabase;

before(async () => {
  database = await createTestDatabase();
});
after(() => database.drop());

/** What PostgreSQL makes of the values when it is given them as an array of a type. */
async function readBack(type: string, values: readonly unknown[]): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ value: unknown }>(
    `SELECT value FROM unnest($1::${type}[]) WITH ORDINALITY AS v (value, place) ORDER BY place`,
    [writeArray(values)],
  );
  return rows.map(({ value }) => value);
}

// PostgreSQL's text holds every character but this one.
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('NULL', 'null', '', '{}', '"', '\\', ',', ' a ', 'ord_01', 'a:b'),
  )
  .map((text) => text.replaceAll('\0', ''));
const moments = fc.date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
const kinds = [
  ['text', words],
  ['bigint', fc.maxSafeInteger()],
  ['boolean', fc.boolean()],
  ['timestamptz', moments],
  ['bytea', fc.uint8Array().map((bytes) => Buffer.from(bytes))],
  ['jsonb', fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), words)],
] as const;

for (const [type, arbitrary] of kinds) {
  test(`PostgreSQL reads back every ${type} that is written, and nothing for null`, () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(arbitrary as fc.Arbitrary<unknown>), { maxLength: 20 }),
        async (values) => void assert.deepEqual(plainly(await readBack(type, values)), plainly(values)),
      ),
    ));
}

/** Dictionaries of fast-check have no prototype. */
function plainly(values: readonly unknown[]): unknown[] {
  return values.map((value) =>
    value !== null && typeof value === 'object' && !Buffer.isBuffer(value) && !(value instanceof Date)
      ? { ...value }
      : value,
  );
}
