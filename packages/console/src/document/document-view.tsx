import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { saveFile } from '../parts/save-file.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  open: ['查看文件 {n}', 'Look at document {n}'],
  picture: ['文件 {n}', 'Document {n}'],
  saved: ['已下载为 PDF', 'Saved as a PDF'],
});

/** One document: pictures are shown, a PDF is saved. That somebody looked is kept. */
export function DocumentView({ id, n }: { id: string; n: number }) {
  const shown = useSignal<string | undefined>(undefined);
  const saved = useSignal(false);
  const open = async () => {
    const { media_type, data } = await call('openDocument', { id });
    if (media_type.startsWith('image/')) shown.value = `data:${media_type};base64,${data}`;
    else {
      saveFile(
        `${id}.pdf`,
        media_type,
        Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)),
      );
      saved.value = true;
    }
  };
  if (shown.value) return <img class="evidence" src={shown.value} alt={fill(say.picture, { n })} />;
  return saved.value ? <p class="muted">{say.saved}</p> : <ActButton act={open}>{fill(say.open, { n })}</ActButton>;
}
