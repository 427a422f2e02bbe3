import type { UploadStatus } from '@kameng/contract/desk/upload';

/** The one table of an upload's life: state → action → next state. */
export const uploadTransitions = {
  receiving: { receive: 'receiving', complete: 'received', abort: 'aborted' },
  received: { check: 'checking', abort: 'aborted' },
  checking: { report: 'checked', fail: 'failed', abort: 'aborted' },
  // Another mapping may be tried as often as one likes.
  checked: { check: 'checking', commit: 'importing', abort: 'aborted' },
  importing: { finish: 'done', fail: 'failed', abort: 'aborted' },
  done: {},
  aborted: {},
  failed: {},
} as const satisfies Record<UploadStatus, Record<string, UploadStatus>>;

/** Where an action leads from a state; undefined when it does not belong there. */
export function nextUpload(from: UploadStatus, action: string): UploadStatus | undefined {
  return (uploadTransitions[from] as Record<string, UploadStatus>)[action];
}
