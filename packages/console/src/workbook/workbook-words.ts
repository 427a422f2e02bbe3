import { showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';
import type { CellWarning } from './read-sheet.ts';
import { type WorkbookFault, WorkbookRefused } from './workbook-fault.ts';
import type { CellFault } from './write-cell.ts';

const faults = words<WorkbookFault>({
  not_a_workbook: ['这不是 .xlsx 工作簿。', 'This is no .xlsx workbook.'],
  locked: [
    '工作簿有密码，或是旧的 .xls 格式。请去掉密码，另存为 .xlsx 或 CSV。',
    'The workbook has a password, or is in the old .xls format. Save it without one, as .xlsx or CSV.',
  ],
  broken: [
    '工作簿已损坏，无法读取。请在 Excel 中打开，另存为 .xlsx 或 CSV。',
    'The workbook is broken and cannot be read. Open it in Excel and save it as .xlsx or CSV.',
  ],
  too_large: [
    '展开后太大：最多读取 256 MB，发送 128 MB。请分成几个文件。',
    'Unpacked it is too large: up to 256 MB are read and 128 MB are sent. Cut it into several.',
  ],
  too_many_rows: ['超过 1,048,576 行，Excel 也不会有这么多。', 'It has more than the 1,048,576 rows of Excel.'],
  too_many_columns: ['第 32 列之后还有内容。', 'There is something beyond the 32nd column.'],
  no_sheet: ['里面没有可读取的工作表。', 'There is no sheet in it that can be read.'],
});

const warnings = words<CellFault>({
  digits: [
    '{count} 个单元格是超过 15 位的数字或科学计数：Excel 已经改掉了末尾的数字。请把该列设为“文本”后重新填入。',
    'Numbers of more than 15 digits or in exponent notation, of which Excel has already changed the last digits: {count}. Format the column as text and fill it in again.',
  ],
  error: ['{count} 个单元格是公式错误。', 'Errors of formulas: {count}.'],
  breaks: ['{count} 个单元格中间有换行或控制字符。', 'Cells with a line break or a control sign in them: {count}.'],
});
const say = words({
  rows: ['第 {rows} 行', 'Rows {rows}'],
  more: ['等', 'and more'],
});

/** Why a workbook is not read, in words; undefined for what is no reason of ours. */
export function faultOf(error: unknown): string | undefined {
  return error instanceof WorkbookRefused ? faults[error.fault] : undefined;
}

/** Which cells stay empty and why, in words. */
export function showWarning({ fault, count, rows }: CellWarning): string {
  const listed = fill(say.rows, { rows: rows.map((row) => showNumber(row)).join(', ') });
  return `${fill(warnings[fault], { count: showNumber(count) })} ${listed}${count > rows.length ? ` ${say.more}` : ''}`;
}
