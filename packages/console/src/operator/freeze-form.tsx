import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { words } from '../words/words.ts';

const say = words({
  freeze: ['冻结', 'Freeze'],
  what: ['编号', 'Id'],
  whatHint: [
    '供货商 sup_、商品 prd_、代理 agt_ 或订单 ord_ 的编号。',
    'Of a supplier (sup_), product (prd_), agent (agt_) or order (ord_).',
  ],
  why: ['原因（写入审计日志）', 'Why; kept in the audit log'],
  effect: [
    '立即停止销售、提现、交付和查看，直到解冻。',
    'Selling, payouts, delivery and showing codes stop at once, until it is lifted.',
  ],
  done: ['已冻结', 'It is frozen'],
});

/** Freezes one thing; asks for its id where none is given. */
export function FreezeForm({ objectId, onDone }: { objectId?: string; onDone: () => void }) {
  const id = useSignal(objectId ?? '');
  const reason = useSignal('');
  const send = async () => {
    await call('freezeObject', { body: { object_id: id.value.trim(), reason: reason.value.trim() } });
    toast(say.done);
    onDone();
  };
  return (
    <Form
      send={say.freeze}
      tone="danger"
      disabled={id.value.trim() === '' || reason.value.trim().length < 3}
      onSend={send}
    >
      {objectId === undefined && (
        <Field
          label={say.what}
          hint={say.whatHint}
          value={id.value}
          onText={(typed) => (id.value = typed)}
          input={{ required: true, maxLength: 40, autoFocus: true, spellcheck: false }}
        />
      )}
      <Field
        label={say.why}
        hint={say.effect}
        value={reason.value}
        onText={(typed) => (reason.value = typed)}
        input={{ required: true, maxLength: 500 }}
      />
    </Form>
  );
}
