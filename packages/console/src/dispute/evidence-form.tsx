import { shrinkPicture } from '@kameng/checkout/shrink-picture';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { words } from '../words/words.ts';
import { WordsField } from '../parts/words-field.tsx';

const say = words({
  text: ['补充说明', 'Add words'],
  redeemed: ['发卡方记录的兑换时间', 'When the issuer says it was redeemed'],
  redeemed_hint: ['早于买家查看时间的，直接判给买家。', 'If that was before the buyer saw it, the buyer wins at once.'],
  picture: ['截图（JPEG、PNG、WebP）', 'Picture (JPEG, PNG, WebP)'],
  no_picture: ['这张图片无法读取。', 'This picture cannot be read.'],
  send: ['添加证据', 'Add evidence'],
  done: ['已添加', 'Added'],
});

/** Adds words, a picture, or what the issuer says. */
export function EvidenceForm({ id, kind, onDone }: { id: string; kind: 'supplier' | 'operator'; onDone: () => void }) {
  const text = useSignal('');
  const redeemed = useSignal('');
  const name = kind === 'operator' ? 'addAdminEvidence' : 'addSupplierEvidence';
  const picture = useSignal<File | undefined>(undefined);
  const said = text.value.trim();
  const send = async () => {
    if (said) await call(name, { id, body: { text: said } });
    if (picture.value) {
      const data = await shrinkPicture(picture.value);
      if (data === undefined) return toast(say.no_picture);
      await call(name, { id, body: { image: { type: 'image/jpeg', data } } });
    }
    if (redeemed.value) await call(name, { id, body: { redeemed_at: new Date(redeemed.value).toISOString() } });
    text.value = redeemed.value = '';
    picture.value = undefined;
    toast(say.done);
    onDone();
  };
  return (
    <Form onSend={send} send={say.send} disabled={!said && !redeemed.value && !picture.value}>
      <WordsField label={say.text} value={text.value} onText={(each) => (text.value = each)} />
      <label class="field">
        {say.picture}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={({ currentTarget }) => (picture.value = currentTarget.files?.[0])}
        />
      </label>
      <Field
        label={say.redeemed}
        hint={say.redeemed_hint}
        value={redeemed.value}
        onText={(each) => (redeemed.value = each)}
        input={{ type: 'datetime-local' }}
      />
    </Form>
  );
}
