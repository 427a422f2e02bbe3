import type { Submission } from '@kameng/contract/desk/supplier';
import { call } from '../call/call.ts';
import { SubmissionFacts } from '../goods/submission-facts.tsx';
import { ActButton } from '../parts/act-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { toast } from '../parts/toast.tsx';
import { may } from '../shell/me.ts';
import { hrefOf } from '../shell/route.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  answer: ['按要求修改', 'Make the change'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawn: ['已撤回', 'It is withdrawn'],
  asks: ['平台要求：{message}', 'The pool asks: {message}'],
  offer: ['设置供货价', 'Make an offer'],
});

interface DetailProps {
  submission: Submission;
  onAnswer: () => void;
  onWithdrawn: () => void;
}

/** One submission: what was asked, what can be done now, and all of it. */
export function GoodsDetail({ submission, onAnswer, onWithdrawn }: DetailProps) {
  const { id, status, message, product_id } = submission;
  const withdraw = async () => {
    await call('withdrawSubmission', { id });
    toast(say.withdrawn);
    onWithdrawn();
  };
  return (
    <div class="stack">
      {status === 'needs_action' && message && (
        <div class="notice" data-tone="attention">
          <Icon name="alert" />
          <p class="grow">{fill(say.asks, { message })}</p>
        </div>
      )}
      {may('goods:write') && (
        <div class="actions">
          {status === 'needs_action' && (
            <button type="button" class="primary" onClick={onAnswer}>
              {say.answer}
            </button>
          )}
          {status === 'listed' && (
            <a class="button primary" href={hrefOf(`supplier/offers?product=${product_id}`)}>
              {say.offer}
            </a>
          )}
          {(status === 'submitted' || status === 'needs_action') && (
            <ActButton act={withdraw}>{say.withdraw}</ActButton>
          )}
        </div>
      )}
      <SubmissionFacts submission={submission} />
    </div>
  );
}
