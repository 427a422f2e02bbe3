import type { Upload } from '@kameng/contract/desk/upload';
import { useSignal } from '@preact/signals';
import { Failure } from '../parts/failure.tsx';
import { FileDrop } from '../parts/file-drop.tsx';
import { Progress } from '../parts/progress.tsx';
import { fill, words } from '../words/words.ts';
import { isWorkbook, readAgain } from '../workbook/csv-file.ts';
import { faultOf } from '../workbook/workbook-words.ts';
import { sendFile } from './send-file.ts';

const say = words({
  title: ['发送中断了', 'The sending broke off'],
  drop: ['再次选择“{name}”，从中断处继续', 'Choose “{name}” again to go on where it stopped'],
  hint: ['必须是同一个文件。', 'It has to be the same file.'],
  other: ['这不是同一个文件：名称或大小不同。', 'This is another file: its name or size differs.'],
  sending: ['正在发送', 'Sending'],
  reading: ['正在读取工作簿', 'Reading the workbook'],
});

/** Goes on with a file of which a part is here already. */
export function ResumeUpload({ upload, onSent }: { upload: Upload; onSent: () => void }) {
  const at = useSignal<Upload | undefined>(undefined);
  const wrong = useSignal<string | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const reading = useSignal<{ done: number; total: number } | undefined>(undefined);
  /** Of a workbook the sheet as it was sent; the same one is made of it again. */
  const readSame = async (chosen: File): Promise<File | undefined> => {
    if (!isWorkbook(chosen)) return chosen;
    try {
      reading.value = { done: 0, total: 0 };
      return await readAgain(chosen, upload.file_name, (progress) => (reading.value = progress));
    } finally {
      reading.value = undefined;
    }
  };
  const go = async (chosen: File) => {
    error.value = undefined;
    wrong.value = undefined;
    try {
      const file = await readSame(chosen);
      if (file?.name !== upload.file_name || file.size !== upload.bytes) {
        wrong.value = say.other;
        return;
      }
      at.value = upload;
      await sendFile(upload, file, (sent) => (at.value = sent));
      onSent();
    } catch (failed) {
      wrong.value = faultOf(failed);
      if (wrong.value === undefined) error.value = failed;
    } finally {
      at.value = undefined;
    }
  };
  return (
    <>
      <h2>{say.title}</h2>
      {reading.value ? (
        <Progress name={say.reading} {...reading.value} />
      ) : (
        <Progress name={say.sending} done={(at.value ?? upload).received_bytes} total={upload.bytes} />
      )}
      {!at.value && !reading.value && (
        <FileDrop
          label={fill(say.drop, { name: upload.file_name })}
          hint={say.hint}
          accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain"
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
