import type { Upload } from '@kameng/contract/desk/upload';
import { useSignal } from '@preact/signals';
import { Failure } from '../parts/failure.tsx';
import { FileDrop } from '../parts/file-drop.tsx';
import { Progress } from '../parts/progress.tsx';
import { fill, words } from '../words/words.ts';
import { sendFile } from './send-file.ts';

const say = words({
  title: ['发送中断了', 'The sending broke off'],
  drop: ['再次选择“{name}”，从中断处继续', 'Choose “{name}” again to go on where it stopped'],
  hint: ['必须是同一个文件。', 'It has to be the same file.'],
  other: ['这不是同一个文件：名称或大小不同。', 'This is another file: its name or size differs.'],
  sending: ['正在发送', 'Sending'],
});

/** Goes on with a file of which a part is here already. */
export function ResumeUpload({ upload, onSent }: { upload: Upload; onSent: () => void }) {
  const at = useSignal<Upload | undefined>(undefined);
  const wrong = useSignal<string | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const go = async (file: File) => {
    error.value = undefined;
    wrong.value = file.name === upload.file_name && file.size === upload.bytes ? undefined : say.other;
    if (wrong.value) return;
    at.value = upload;
    try {
      await sendFile(upload, file, (sent) => (at.value = sent));
      onSent();
    } catch (failed) {
      error.value = failed;
    } finally {
      at.value = undefined;
    }
  };
  return (
    <>
      <h2>{say.title}</h2>
      <Progress name={say.sending} done={(at.value ?? upload).received_bytes} total={upload.bytes} />
      {!at.value && (
        <FileDrop
          label={fill(say.drop, { name: upload.file_name })}
          hint={say.hint}
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onFiles={([file]) => file && void go(file)}
        />
      )}
      {wrong.value && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      {error.value !== undefined && <Failure error={error.value} />}
    </>
  );
}
