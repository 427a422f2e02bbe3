import type { RecordRequest } from '@kameng/contract/desk/record';
import { words } from '../words/words.ts';

/** What people ask for. */
export const recordKinds = words<RecordRequest['kind']>({
  export: ['导出数据', 'Give out'],
  erasure: ['删除数据', 'Erase'],
});

/** How far it is. */
export const recordStatuses = words<RecordRequest['status']>({
  open: ['待处理', 'Waiting'],
  running: ['进行中', 'Under way'],
  done: ['已完成', 'Done'],
  refused: ['已拒绝', 'Refused'],
});
