import type { CodeFields } from '@kameng/contract/order';
import { ImportError } from './import-error.ts';

/** How the lines of a file become codes. One code a line; a line break inside quotes is not part of a code. */
export interface ImportFormat {
  encoding: 'utf-8' | 'gb18030';
  /** What stands between columns, such as `,`, a tab or `----`; empty when the whole line is the code. */
  delimiter: string;
  /** CSV quoting (RFC 4180): a column may be in double quotes, with double quotes inside doubled. */
  quoted: boolean;
  /** The first line names the columns and is no code. */
  header: boolean;
  /** The field in each column, in order; null for a column that is not kept. */
  columns: readonly (keyof CodeFields | null)[];
}

const columnsMax = 32;
const delimiterMax = 8;

/** Checks a format against what a code of the product has. Throws ImportError `bad_format`. */
export function checkFormat(format: ImportFormat, codeFields: readonly string[]): void {
  const kept = format.columns.filter((field) => field !== null);
  const problem =
    format.columns.length === 0 || format.columns.length > columnsMax
      ? `between 1 and ${columnsMax} columns`
      : new Set(kept).size < kept.length
        ? 'each field in one column'
        : !codeFields.every((field) => (kept as string[]).includes(field))
          ? `a column for each of ${codeFields.join(', ')}`
          : format.delimiter === '' && format.columns.length > 1
            ? 'a delimiter between columns'
            : format.delimiter.length > delimiterMax || /[\r\n"]/.test(format.delimiter)
              ? `a delimiter of at most ${delimiterMax} signs without quotes and line breaks`
              : undefined;
  if (problem) throw new ImportError('bad_format', `A format needs ${problem}.`);
}
