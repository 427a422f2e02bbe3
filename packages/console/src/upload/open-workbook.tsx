import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Failure } from '../parts/failure.tsx';
import { Choice } from '../parts/field.tsx';
import { Progress } from '../parts/progress.tsx';
import { words } from '../words/words.ts';
import type { Conversion } from '../workbook/convert-workbook.ts';
import { csvFileOf } from '../workbook/csv-file.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { faultOf, showWarning } from '../workbook/workbook-words.ts';

const say = words({
  reading: ['正在读取工作簿', 'Reading the workbook'],
  sheet: ['哪个工作表', 'Which sheet'],
  read: ['读取这个工作表', 'Read this sheet'],
  lead: [
    '这些单元格会留空，缺少卡密的行不会收录：',
    'These cells are left empty; a row without its code is not taken:',
  ],
  send: ['仍然发送', 'Send it all the same'],
  other: ['选择其他文件', 'Choose another file'],
});

interface OpenProps {
  file: File;
  /** Told the sheet as the CSV file that is sent. */
  onRead: (file: File) => void;
  onOther: () => void;
}

/** Reads a workbook on this device: asks which sheet when there are several, and says what of it cannot be read. */
export function OpenWorkbook({ file, onRead, onOther }: OpenProps) {
  const found = useSignal<Conversion | undefined>(undefined);
  const sheet = useSignal('');
  const error = useSignal<unknown>(undefined);
  const progress = useSignal({ done: 0, total: 0 });
  const read = async (chosen?: string) => {
    found.value = undefined;
    try {
      const next = await readWorkbook({ file, sheet: chosen }, (each) => (progress.value = each));
      sheet.value = chosen ?? next.sheets[0]!;
      if (next.kind === 'csv' && next.warnings.length === 0) onRead(csvFileOf(file, next, sheet.value));
      else found.value = next;
    } catch (failed) {
      error.value = failed;
    }
  };
  useEffect(() => void read(), [file]);
  const fault = faultOf(error.value);
  if (error.value === undefined && !found.value) return <Progress name={say.reading} {...progress.value} />;
  return (
    <>
      {fault !== undefined && (
        <p class="wrong" role="alert">
          {fault}
        </p>
      )}
      {error.value !== undefined && fault === undefined && <Failure error={error.value} />}
      {found.value?.kind === 'sheets' && (
        <Choice
          label={say.sheet}
          value={sheet.value}
          choices={found.value.sheets.map((name) => [name, name] as const)}
          onChoice={(name) => (sheet.value = name)}
        />
      )}
      {found.value?.kind === 'csv' && (
        <div role="alert">
          <p>{say.lead}</p>
          <ul>
            {found.value.warnings.map((warning) => (
              <li key={warning.fault}>{showWarning(warning)}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="actions">
        {found.value?.kind === 'sheets' && (
          <button type="button" class="primary" onClick={() => void read(sheet.value)}>
            {say.read}
          </button>
        )}
        {found.value?.kind === 'csv' && (
          <SendAnyway found={found.value} file={file} sheet={sheet.value} onRead={onRead} />
        )}
        <button type="button" onClick={onOther}>
          {say.other}
        </button>
      </div>
    </>
  );
}

interface SendProps extends Pick<OpenProps, 'file' | 'onRead'> {
  found: Conversion & { kind: 'csv' };
  sheet: string;
}

function SendAnyway({ found, file, sheet, onRead }: SendProps) {
  return (
    <button type="button" class="primary" onClick={() => onRead(csvFileOf(file, found, sheet))}>
      {say.send}
    </button>
  );
}
