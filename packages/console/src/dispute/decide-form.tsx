import type { Dispute } from '@kameng/contract/dispute';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Choice } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { toast } from '../parts/toast.tsx';
import { readMoney } from '../words/read-money.ts';
import { words } from '../words/words.ts';
import { WordsField } from '../parts/words-field.tsx';

const say = words({
  outcome: ['结果', 'Outcome'],
  refund: ['全额退款', 'All of the money back'],
  part: ['部分退款', 'A part of the money back'],
  replacement: ['更换卡密', 'Another code'],
  none: ['不退款', 'Nothing'],
  amount: ['退多少', 'How much'],
  rule: ['依据', 'By which rule'],
  evidence_for_buyer: ['证据支持买家', 'The evidence speaks for the buyer'],
  evidence_for_supplier: ['证据支持供货商', 'The evidence speaks for the supplier'],
  no_evidence: ['没有证据表明有问题', 'There is no evidence that anything is wrong'],
  shared_fault: ['双方各有责任', 'Both sides have a part in it'],
  text: ['理由（双方可见）', 'Why; both sides read it'],
  send: ['裁决', 'Decide'],
  done: ['已裁决', 'Decided'],
});

const outcomes = ['refund', 'part', 'replacement', 'none'] as const;
const rules = ['evidence_for_buyer', 'evidence_for_supplier', 'no_evidence', 'shared_fault'] as const;

/** The arbiter's decision. Somebody else than before decides an appeal; the pool refuses it otherwise. */
export function DecideForm({ dispute, onDone }: { dispute: Dispute; onDone: () => void }) {
  const kind = useSignal<(typeof outcomes)[number]>('refund');
  const rule = useSignal<(typeof rules)[number]>('evidence_for_buyer');
  const amount = useSignal('');
  const text = useSignal('');
  const send = async () => {
    const amount_minor = readMoney(amount.value, dispute.amount.currency) ?? 0;
    await call('decideDispute', {
      id: dispute.id,
      body: {
        kind: kind.value,
        rule: rule.value,
        text: text.value.trim(),
        ...(kind.value === 'part' && { amount_minor }),
      },
    });
    toast(say.done);
    onDone();
  };
  return (
    <Form onSend={send} send={say.send} disabled={text.value.trim() === ''}>
      <Choice
        label={say.outcome}
        value={kind.value}
        choices={outcomes.map((each) => [each, say[each]] as const)}
        onChoice={(each) => (kind.value = each)}
      />
      {kind.value === 'part' && (
        <MoneyField
          label={say.amount}
          currency={dispute.amount.currency}
          value={amount.value}
          onText={(each) => (amount.value = each)}
        />
      )}
      <Choice
        label={say.rule}
        value={rule.value}
        choices={rules.map((each) => [each, say[each]] as const)}
        onChoice={(each) => (rule.value = each)}
      />
      <WordsField label={say.text} value={text.value} onText={(each) => (text.value = each)} />
    </Form>
  );
}
