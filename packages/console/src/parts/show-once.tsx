import { words } from '../words/words.ts';
import { Copy } from './copy.tsx';
import { Dialog } from './dialog.tsx';

const say = words({
  title: ['请现在保存', 'Keep it now'],
  why: [
    '只显示这一次，之后谁也看不到，我们只保留它的指纹。',
    'It is shown only now. Nobody can see it again; we keep nothing but its fingerprint.',
  ],
  done: ['我已保存', 'I have kept it'],
});

/** A secret that is shown once. */
export function ShowOnce({ label, text, onClose }: { label: string; text: string; onClose: () => void }) {
  return (
    <Dialog title={say.title} onClose={onClose}>
      <div class="stack">
        <p>{say.why}</p>
        <Copy text={text} label={label} />
        <div class="actions">
          <button type="button" class="primary" onClick={onClose}>
            {say.done}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
