import { call } from '../call/call.ts';
import { DocumentView } from '../document/document-view.tsx';
import { DecideForm } from '../parts/decide-form.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { resultWords, subjectWords, verificationWords } from '../verification/verification-words.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  status: ['状态', 'State'],
  subject: ['主体', 'Kind'],
  name: ['名称/姓名', 'Name'],
  number: ['号码', 'Number'],
  country: ['国家/地区', 'Country'],
  result: ['核验结果', 'What the service says'],
  reference: ['核验编号', 'Its reference'],
  sent: ['提交时间', 'Sent'],
  message: ['上次说明', 'What was said last'],
  documents: ['文件', 'Documents'],
  known: ['同一号码的另一个组织已通过认证。', 'Another organisation was verified with the same number.'],
  approve: ['通过', 'Approve'],
  ask: ['要求补充', 'Ask for more'],
  refuse: ['拒绝', 'Refuse'],
  decided: ['已决定', 'It is decided'],
});

/** What an applicant claims, its documents, and the decision. */
export function VerificationDetail({ id, onDecided }: { id: string; onDecided: () => void }) {
  const { data, error, reload } = useLoad((signal) => call('openVerification', { id, signal }), [id]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  return (
    <div class="stack">
      {data.number_known && (
        <div class="notice" data-tone="attention">
          <Icon name="alert" />
          <p class="grow">{say.known}</p>
        </div>
      )}
      <Facts
        rows={[
          [say.status, verificationWords[data.status]],
          [say.subject, subjectWords[data.subject]],
          [say.name, data.claim?.legal_name],
          [say.number, data.claim && <code>{data.claim.number}</code>],
          [say.country, data.country],
          [say.result, data.result && resultWords[data.result]],
          [say.reference, data.reference && <code>{data.reference}</code>],
          [say.sent, showTime(data.created_at)],
          [say.message, data.message],
        ]}
      />
      {data.documents.length > 0 && (
        <section class="stack tight">
          <h3>{say.documents}</h3>
          {data.documents.map(({ id: documentId }, at) => (
            <DocumentView key={documentId} id={documentId} n={at + 1} />
          ))}
        </section>
      )}
      {data.status === 'in_review' && (
        <DecideForm
          choices={[
            ['approve', say.approve],
            ['ask', say.ask],
            ['refuse', say.refuse],
          ]}
          silent={['approve']}
          onDecide={async (decision, message) => {
            await call('decideVerification', { id, body: { decision, ...(message && { message }) } });
            toast(say.decided);
            onDecided();
          }}
        />
      )}
    </div>
  );
}
