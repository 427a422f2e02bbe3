import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessFormat } from './guess-format.ts';

const guess = (lines: readonly string[], fields: Parameters<typeof guessFormat>[2] = ['code']) =>
  guessFormat(Buffer.from(lines.join('\n')), true, fields);

test('a broken row among the first does not hide how the file is written', () => {
  const rows = Array.from({ length: 12 }, (_, at) => `ABCD-EFGH-${at},note`);
  const { format } = guess(['code,note', ...rows.slice(0, 3), '=HYPERLINK("x"),y', 'one', ...rows.slice(3)]);
  assert.deepEqual([format.delimiter, format.header, format.columns], [',', true, ['code', null]]);
});

test('a code that has a comma here and there is no table', () => {
  const { format } = guess(['ABCD,EFGH', 'ABCDEFGH', 'IJKLMNOP', 'QRSTUVWX']);
  assert.deepEqual([format.delimiter, format.columns], ['', ['code']]);
});

test('columns go by their names in Chinese and English, whatever stands between them', () => {
  const cards = guess(['卡号----密码----有效期', 'A1----77----2030-01-01'], ['serial', 'pin', 'expires_at']);
  assert.deepEqual([cards.format.delimiter, cards.format.columns], ['----', ['serial', 'pin', 'expires_at']]);
  const login = guess(['User\tPassword\tRemark', 'a@b.example\tx,y\t'], ['account', 'password']);
  assert.deepEqual([login.format.delimiter, login.format.columns], ['\t', ['account', 'password', null]]);
});

test('no more of a code is shown than tells it from others', () => {
  const { rows } = guess(['SECRETCODE123456,x', 'SHORT,x', 'ANOTHERCODE98765,x']);
  assert.deepEqual(
    rows.map(([cell]) => cell),
    ['····3456', '·····', '····8765'],
  );
});
