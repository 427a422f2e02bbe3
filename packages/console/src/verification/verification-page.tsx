import type { Verification } from '@kameng/contract/desk/verification';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { VerificationForm } from './verification-form.tsx';
import { subjectWords, verificationTones, verificationWords } from './verification-words.ts';

const say = words({
  title: ['实名认证', 'Verification'],
  lead: [
    '认证通过后才能销售和提现。姓名、号码和文件在作出决定后立即删除。',
    'Nothing is sold or paid out before it. Name, number and documents are gone with the decision.',
  ],
  status: ['状态', 'State'],
  subject: ['主体', 'Who'],
  country: ['国家/地区', 'Country'],
  sent: ['提交时间', 'Sent'],
  decided: ['决定时间', 'Decided'],
  message: ['平台说', 'The pool says'],
  waiting: [
    '已收到，通常一个工作日内完成。结果会发邮件通知。',
    'We have it; mostly it takes a working day. You are told by mail.',
  ],
  done: ['您已通过认证。', 'You are verified.'],
});

/** Who the organisation is: apply, answer what was asked for, see where it stands. */
export function VerificationPage() {
  const { data, error, reload } = useLoad((signal) => call('listVerifications', { signal }));
  const last = data?.data[0];
  const open = last === undefined || last.status === 'needs_action' || last.status === 'refused';
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      {error !== undefined && <Failure error={error} retry={reload} />}
      {data === undefined && error === undefined && <div class="bone" data-size="row" aria-busy="true" />}
      {data && (
        <div class="stack narrow">
          {last && <Standing verification={last} />}
          {open && may('verification:write') && <VerificationForm last={last} onSent={reload} />}
        </div>
      )}
    </>
  );
}

function Standing({ verification }: { verification: Verification }) {
  const { status, message } = verification;
  return (
    <section class="card stack">
      {status === 'verified' && <p class="strong">{say.done}</p>}
      {(status === 'submitted' || status === 'in_review') && <p>{say.waiting}</p>}
      {message && (
        <div class="notice" data-tone={status === 'refused' ? 'danger' : 'attention'}>
          <Icon name="alert" />
          <p class="grow">
            <span class="strong">{say.message}</span> {message}
          </p>
        </div>
      )}
      <Facts
        rows={[
          [say.status, <Badge tone={verificationTones[status]}>{verificationWords[status]}</Badge>],
          [say.subject, subjectWords[verification.subject]],
          [say.country, verification.country],
          [say.sent, showTime(verification.created_at)],
          [say.decided, verification.decided_at && showTime(verification.decided_at)],
        ]}
      />
    </section>
  );
}
