import type { Dispute, DisputeAction } from '@kameng/contract/dispute';
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
  answer: ['您的回应', 'Your answer'],
  accept: ['同意退款', 'Give the money back'],
  offer_replacement: ['提议更换卡密', 'Offer another code'],
  offer_part: ['提议部分退款', 'Offer a part of the money'],
  contest: ['不同意，提供证据', 'Contest it'],
  amount: ['退多少', 'How much'],
  text: ['说明（双方可见）', 'In your words; both sides read them'],
  send: ['发送', 'Send'],
  appeal: ['申诉（仅一次）', 'Appeal (once)'],
  done: ['已发送', 'Sent'],
});

const answers = ['accept', 'offer_replacement', 'offer_part', 'contest'] as const;
type Answer = (typeof answers)[number];

/** The supplier's turn, or the appeal. */
export function SupplierForm({ dispute, onDone }: { dispute: Dispute; onDone: () => void }) {
  const action = useSignal<Answer>('contest');
  const text = useSignal('');
  const amount = useSignal('');
  const may = (each: DisputeAction) => dispute.may.includes(each);
  const appeals = may('appeal');
  if (!appeals && !may('accept')) return null;
  const send = async () => {
    const said = text.value.trim();
    if (appeals) await call('appealSupplierDispute', { id: dispute.id, body: { text: said } });
    else
      await call('answerSupplierDispute', {
        id: dispute.id,
        body: {
          action: action.value,
          ...(said && { text: said }),
          ...(action.value === 'offer_part' && { amount_minor: readMoney(amount.value, dispute.amount.currency) ?? 0 }),
        },
      });
    toast(say.done);
    onDone();
  };
  return (
    <Form onSend={send} send={appeals ? say.appeal : say.send}>
      {!appeals && (
        <Choice<Answer>
          label={say.answer}
          value={action.value}
          choices={answers.map((each) => [each, say[each]] as const)}
          onChoice={(each) => (action.value = each)}
        />
      )}
      {!appeals && action.value === 'offer_part' && (
        <MoneyField
          label={say.amount}
          currency={dispute.amount.currency}
          value={amount.value}
          onText={(each) => (amount.value = each)}
        />
      )}
      <WordsField label={say.text} value={text.value} onText={(each) => (text.value = each)} />
    </Form>
  );
}
