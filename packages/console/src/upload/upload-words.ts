import type { UploadStatus } from '@kameng/contract/desk/upload';
import type { Tone } from '../parts/badge.tsx';
import { words } from '../words/words.ts';

export const uploadWords = words<UploadStatus>({
  receiving: ['接收中', 'Being sent'],
  received: ['待确认格式', 'To be mapped'],
  checking: ['检查中', 'Being checked'],
  checked: ['已检查，待入库', 'Checked, to be taken'],
  importing: ['入库中', 'Being taken'],
  done: ['已完成', 'Done'],
  aborted: ['已取消', 'Stopped'],
  failed: ['失败', 'Failed'],
});
export const uploadTones: Record<UploadStatus, Tone> = {
  receiving: 'attention',
  received: 'attention',
  checking: 'plain',
  checked: 'attention',
  importing: 'plain',
  done: 'good',
  aborted: 'plain',
  failed: 'danger',
};

/** Why a line is not taken. */
export type RowFault =
  | 'not_text'
  | 'too_long'
  | 'wrong_columns'
  | 'missing_field'
  | 'bad_field'
  | 'formula'
  | 'bad_expiry'
  | 'expired'
  | 'duplicate_in_file'
  | 'duplicate_in_pool';
export const faultWords = words<RowFault>({
  not_text: ['编码错误，不是文本', 'No text in this encoding'],
  too_long: ['行太长', 'The line is too long'],
  wrong_columns: ['列数不符', 'The columns do not fit'],
  missing_field: ['缺少必填字段', 'A field is missing'],
  bad_field: ['字段内容有误', 'A field cannot be read'],
  formula: ['像电子表格公式', 'Looks like a spreadsheet formula'],
  bad_expiry: ['有效期无法识别', 'The expiry is no date'],
  expired: ['已过期', 'It has expired'],
  duplicate_in_file: ['文件内重复', 'Twice in this file'],
  duplicate_in_pool: ['货源池中已存在', 'The pool has it already'],
});
