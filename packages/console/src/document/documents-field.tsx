import type { Document } from '@kameng/contract/desk/verification';
import { useSignal } from '@preact/signals';
import { base64Of } from '../call/base64.ts';
import { call } from '../call/call.ts';
import { Failure } from '../parts/failure.tsx';
import { FileDrop } from '../parts/file-drop.tsx';
import { Icon } from '../parts/icon.tsx';
import { showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

/** Largest file that the pool takes, and most of them; contract/desk/verification.ts says so. */
const bytesMax = 3 * 1024 * 1024;
const documentsMax = 10;
const types = ['image/png', 'image/jpeg', 'application/pdf'] as const;

const say = words({
  drop: ['把文件拖到这里，或点击选择', 'Drop files here, or choose them'],
  hint: ['PNG、JPEG 或 PDF，每个不超过 3 MB，最多 10 个。', 'PNG, JPEG or PDF, up to 3 MB each, at most ten.'],
  wrong: ['“{name}”不是 PNG、JPEG 或 PDF，或超过 3 MB。', '“{name}” is no PNG, JPEG or PDF, or is larger than 3 MB.'],
  many: ['最多 10 个文件。', 'At most ten files.'],
  sending: ['正在发送…', 'Sending…'],
  remove: ['移除 {name}', 'Remove {name}'],
  size: ['{n} KB', '{n} KB'],
});

/** A document that was sent, and what its file was called here. */
export interface SentDocument extends Document {
  name: string;
}

interface FieldProps {
  label: string;
  documents: readonly SentDocument[];
  onChange: (documents: SentDocument[]) => void;
}

/** Documents that are sent as soon as they are chosen; they lie sealed until somebody decides about them. */
export function DocumentsField({ label, documents, onChange }: FieldProps) {
  const busy = useSignal(false);
  const error = useSignal<unknown>(undefined);
  const wrong = useSignal<string | undefined>(undefined);
  const send = async (files: File[]) => {
    busy.value = true;
    error.value = wrong.value = undefined;
    let sent = [...documents];
    try {
      for (const file of files) {
        const media_type = types.find((type) => type === file.type);
        if (sent.length >= documentsMax) wrong.value = say.many;
        else if (!media_type || file.size > bytesMax) wrong.value = fill(say.wrong, { name: file.name });
        else {
          const document = await call('uploadDocument', { body: { media_type, data: await base64Of(file) } });
          sent = [...sent, { ...document, name: file.name }];
          onChange(sent);
        }
      }
    } catch (failed) {
      error.value = failed;
    } finally {
      busy.value = false;
    }
  };
  return (
    <fieldset>
      <legend>{label}</legend>
      <FileDrop
        several
        label={busy.value ? say.sending : say.drop}
        hint={say.hint}
        accept={types.join(',')}
        onFiles={(files) => void send(files)}
      />
      {wrong.value && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      {error.value !== undefined && <Failure error={error.value} />}
      {documents.length > 0 && (
        <ul>
          {documents.map(({ id, name, bytes }) => (
            <li key={id} class="list-row">
              <Icon name="check" />
              <span class="grow clip">{name}</span>
              {bytes > 0 && <span class="muted">{fill(say.size, { n: showNumber(Math.ceil(bytes / 1024)) })}</span>}
              <button
                type="button"
                class="quiet square"
                aria-label={fill(say.remove, { name })}
                onClick={() => onChange(documents.filter((each) => each.id !== id))}
              >
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
