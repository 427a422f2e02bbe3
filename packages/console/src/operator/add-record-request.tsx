import type { RecordRequest } from '@kameng/contract/desk/record';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { words } from '../words/words.ts';
import { recordKinds } from './record-words.ts';

const say = words({
  send: ['登记', 'Write it down'],
  what: ['请求', 'Wish'],
  contact: ['购买时用的邮箱或手机号', 'The address or number they buy with'],
  why: ['怎样提出、怎样核对了身份（写入审计日志）', 'How they asked and showed who they are; kept in the audit log'],
  done: ['已登记', 'It is written down'],
});

/** Writes down what somebody asked for by mail or phone. */
export function AddRecordRequest({ onDone }: { onDone: () => void }) {
  const kind = useSignal<RecordRequest['kind']>('export');
  const contact = useSignal('');
  const reason = useSignal('');
  const send = async () => {
    await call('openRecordRequest', {
      body: { kind: kind.value, contact: contact.value.trim(), reason: reason.value.trim() },
    });
    toast(say.done);
    onDone();
  };
  return (
    <Form send={say.send} disabled={contact.value.trim().length < 3 || reason.value.trim().length < 3} onSend={send}>
      <div class="field">
        <label for="record-kind">{say.what}</label>
        <select
          id="record-kind"
          value={kind.value}
          onChange={({ currentTarget }) => (kind.value = currentTarget.value as RecordRequest['kind'])}
        >
          <option value="export">{recordKinds.export}</option>
          <option value="erasure">{recordKinds.erasure}</option>
        </select>
      </div>
      <Field
        label={say.contact}
        value={contact.value}
        onText={(typed) => (contact.value = typed)}
        input={{ required: true, maxLength: 254, spellcheck: false, autocomplete: 'off' }}
      />
      <Field
        label={say.why}
        value={reason.value}
        onText={(typed) => (reason.value = typed)}
        input={{ required: true, maxLength: 500 }}
      />
    </Form>
  );
}
