import type { Dispute } from '@kameng/contract/dispute';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { useLoad } from '../parts/use-load.ts';
import { useSignal } from '@preact/signals';
import { may } from '../shell/me.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { DecideForm } from './decide-form.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { SupplierForm } from './supplier-form.tsx';
import { claimWords, factWords, partyWords, sayRemedy, statusWords } from './dispute-words.ts';

const say = words({
  order: ['订单', 'Order'],
  status: ['状态', 'State'],
  deadline: ['截止', 'Until'],
  claim: ['买家说', 'The buyer says'],
  amount: ['金额', 'Amount'],
  codes: ['卡密', 'Codes'],
  offer: ['提议', 'Offer'],
  outcome: ['结果', 'Outcome'],
  reason: ['理由', 'Reason'],
  shown: ['查看于 {time}', 'shown {time}'],
  unshown: ['未查看', 'not shown'],
  evidence: ['证据', 'Evidence'],
  steps: ['经过', 'What happened'],
  picture: ['查看图片', 'Show the picture'],
});

interface DetailProps {
  id: string;
  kind: 'supplier' | 'operator';
  onChange: () => void;
}

/** One dispute: what was said, what is known for certain, and what one may do now. */
export function DisputeDetail({ id, kind, onChange }: DetailProps) {
  const name = kind === 'operator' ? 'getAdminDispute' : 'getSupplierDispute';
  const { data: dispute, error, reload } = useLoad((signal) => call(name, { id, signal }), [id, kind]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!dispute) return <div class="bone" data-size="row" aria-busy="true" />;
  const done = () => {
    reload();
    onChange();
  };
  const writes = may('disputes:write');
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.status, statusWords[dispute.status]],
          [say.deadline, dispute.deadline && showTime(dispute.deadline)],
          [say.order, dispute.order_id],
          [say.claim, claimWords[dispute.claim]],
          [say.amount, showMoney(dispute.amount)],
          [say.codes, <Codes key="codes" codes={dispute.codes} />],
          [say.offer, sayRemedy(dispute.offer)],
          [say.outcome, sayRemedy(dispute.outcome)],
          [say.reason, dispute.reason],
        ]}
      />
      {writes && kind === 'supplier' && <SupplierForm key={dispute.status} dispute={dispute} onDone={done} />}
      {writes && dispute.may.includes('decide') && <DecideForm dispute={dispute} onDone={done} />}
      {writes && dispute.may.includes('add_evidence') && <EvidenceForm id={id} kind={kind} onDone={done} />}
      <Evidence evidence={dispute.evidence} kind={kind} />
      <Steps steps={dispute.steps} />
    </div>
  );
}

function Codes({ codes }: Pick<Dispute, 'codes'>) {
  return (
    <ul>
      {codes.map(({ id, masked, revealed_at, facts }) => (
        <li key={id}>
          <code>{masked}</code>{' '}
          {[
            revealed_at ? say.shown.replace('{time}', showTime(revealed_at)) : say.unshown,
            ...facts.filter((fact) => fact !== 'never_revealed').map((fact) => factWords[fact]),
          ].join(' · ')}
        </li>
      ))}
    </ul>
  );
}

function Evidence({ evidence, kind }: Pick<Dispute, 'evidence'> & Pick<DetailProps, 'kind'>) {
  if (evidence.length === 0) return null;
  return (
    <section>
      <h3>{say.evidence}</h3>
      <Facts
        rows={evidence.map(({ id, party, text, created_at }) => [
          `${partyWords[party]} · ${showTime(created_at)}`,
          text ?? <Picture key={id} id={id} kind={kind} />,
        ])}
      />
    </section>
  );
}

function Picture({ id, kind }: Pick<DetailProps, 'id' | 'kind'>) {
  const source = useSignal<string | undefined>(undefined);
  if (source.value) return <img src={source.value} alt="" />;
  return (
    <ActButton
      act={async () => {
        const { type, data } = await call(kind === 'operator' ? 'readAdminEvidence' : 'readSupplierEvidence', { id });
        source.value = `data:${type};base64,${data}`;
      }}
    >
      {say.picture}
    </ActButton>
  );
}

function Steps({ steps }: Pick<Dispute, 'steps'>) {
  return (
    <section>
      <h3>{say.steps}</h3>
      <Facts
        rows={steps.map(({ party, status, reason, note, created_at }) => [
          `${showTime(created_at)} · ${partyWords[party]}`,
          [statusWords[status], reason, note].filter(Boolean).join(' · '),
        ])}
      />
    </section>
  );
}
