import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCsv } from './write-csv.ts';

test('a cell that a spreadsheet would run becomes text; numbers stay numbers', () => {
  const cells = ['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\tx', '-12.50', '12', 'plain'];
  assert.equal(writeCsv([cells]), "\uFEFF'=1+1,'+cmd,'-2+3,'@SUM(A1),'\tx,-12.50,12,plain\r\n");
});

test('commas, quotes and line breaks are kept inside their cell', () => {
  assert.equal(writeCsv([['a,b', 'say "x"', 'two\nlines', '']]), '\uFEFF"a,b","say ""x""","two\nlines",\r\n');
  assert.equal(writeCsv([['=HYPERLINK("http://x","y")']]), '\uFEFF"\'=HYPERLINK(""http://x"",""y"")"\r\n');
});
