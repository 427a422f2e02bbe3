import type { Upload } from '@kameng/contract/desk/upload';
import { base64Of } from '../call/base64.ts';
import { call } from '../call/call.ts';

/** One part of a file, in bytes; contract/desk/upload.ts says so. */
const partBytes = 1024 * 1024;

/** Sends what is left of a file, part by part, from where the pool has it. Throws Refusal. */
export async function sendFile(upload: Upload, file: File, onPart: (upload: Upload) => void): Promise<Upload> {
  let sent = upload;
  while (sent.status === 'receiving') {
    const offset = sent.received_bytes;
    const data = await base64Of(file.slice(offset, offset + partBytes));
    sent = await call('sendPart', { id: sent.id, body: { offset, data } });
    onPart(sent);
  }
  return sent;
}
