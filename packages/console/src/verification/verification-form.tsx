import type { Verification } from '@kameng/contract/desk/verification';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { DocumentsField, type SentDocument } from '../document/documents-field.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { organisation } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { subjectWords } from './verification-words.ts';

const say = words({
  title: ['您是谁', 'Who you are'],
  again: ['补充并重新提交', 'Send it again'],
  subject: ['您是', 'You are'],
  companyName: ['企业全称', 'Name of the company'],
  personName: ['姓名', 'Your name'],
  nameHint: ['与证件一致。', 'As it stands in the document.'],
  companyNumber: ['统一社会信用代码或注册号', 'Registration number'],
  personNumber: ['身份证件号码', 'Number of the identity document'],
  country: ['国家/地区代码', 'Country code'],
  countryHint: ['两个字母，例如 CN。', 'Two letters, such as CN.'],
  companyFiles: ['营业执照与法人证件', 'Licence, and the identity document of who signs'],
  personFiles: ['身份证件正反面', 'Both sides of the identity document'],
  send: ['提交认证', 'Ask to be verified'],
  sent: ['已提交', 'It is sent'],
});

/** What an applicant says about who they are. */
export function VerificationForm({ last, onSent }: { last: Verification | undefined; onSent: () => void }) {
  const usual = organisation.value?.kind === 'agent' ? 'person' : 'company';
  const subject = useSignal<Verification['subject']>(last?.subject ?? usual);
  const name = useSignal('');
  const number = useSignal('');
  const country = useSignal(last?.country ?? 'CN');
  const documents = useSignal<SentDocument[]>([]);
  const company = subject.value === 'company';
  const send = async () => {
    await call('submitVerification', {
      body: {
        subject: subject.value,
        legal_name: name.value.trim(),
        number: number.value.trim(),
        country: country.value.trim().toUpperCase(),
        documents: documents.value.map(({ id }) => id),
      },
    });
    toast(say.sent);
    onSent();
  };
  return (
    <section class="card stack">
      <h2>{last?.status === 'needs_action' ? say.again : say.title}</h2>
      <Form send={say.send} onSend={send} disabled={documents.value.length === 0}>
        <Choice
          label={say.subject}
          value={subject.value}
          choices={(['company', 'person'] as const).map((each) => [each, subjectWords[each]] as const)}
          onChoice={(each) => (subject.value = each)}
        />
        <Field
          label={company ? say.companyName : say.personName}
          hint={say.nameHint}
          value={name.value}
          onText={(typed) => (name.value = typed)}
          input={{ required: true, maxLength: 200, autoComplete: company ? 'organization' : 'name' }}
        />
        <Field
          label={company ? say.companyNumber : say.personNumber}
          value={number.value}
          onText={(typed) => (number.value = typed)}
          input={{ required: true, maxLength: 64, autoComplete: 'off' }}
        />
        <Field
          label={say.country}
          hint={say.countryHint}
          value={country.value}
          onText={(typed) => (country.value = typed)}
          input={{ required: true, pattern: '\\s*[A-Za-z]{2}\\s*', maxLength: 4, autoComplete: 'country' }}
        />
        <DocumentsField
          label={company ? say.companyFiles : say.personFiles}
          documents={documents.value}
          onChange={(sent) => (documents.value = sent)}
        />
      </Form>
    </section>
  );
}
