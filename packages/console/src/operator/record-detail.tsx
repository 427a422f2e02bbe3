import type { RecordRequest } from '@kameng/contract/desk/record';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { readAsItComes } from '../call/read-as-it-comes.ts';
import { Facts } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { ReasonForm } from '../parts/reason-form.tsx';
import { saveFile } from '../parts/save-file.ts';
import { toast } from '../parts/toast.tsx';
import { may } from '../shell/me.ts';
import { showNumber } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { fill, words } from '../words/words.ts';
import { recordStatuses } from './record-words.ts';

const say = words({
  who: ['联系方式', 'Address'],
  erased: ['已删除', 'erased'],
  by: ['提出人', 'Asked by'],
  since: ['提出时间', 'Asked'],
  why: ['说明', 'Why'],
  state: ['状态', 'State'],
  orders: ['订单数', 'Orders'],
  done: ['处理', 'Done'],
  export: ['下载数据', 'Download what is kept'],
  goesOn: [
    '正在整理，已收到 {kb} KB。可能要几分钟，请不要关闭这里；好了会自动保存。',
    'It is being put together, {kb} KB so far. It can take minutes; stay here, and it is saved as soon as it is whole.',
  ],
  saved: ['已保存', 'It is saved'],
  cut: ['订单太多，只保存了前一部分', 'There are more orders than one file takes; the first of them are saved'],
  erase: ['永久删除', 'Erase for ever'],
  sure: ['输入 ERASE 确认。无法撤销。', 'Type ERASE to confirm. It cannot be undone.'],
  refuse: ['拒绝', 'Refuse'],
  refuseWhy: ['拒绝的原因', 'Why it is refused'],
  isDone: ['已处理', 'It is done'],
});

/** One request, and what can be done about it. */
export function RecordDetail({ request, onDone }: { request: RecordRequest; onDone: () => void }) {
  const { id, kind, status, contact_hint, asked_by, reason, orders, done_by, done_at, message } = request;
  const ended = done_at && [showTime(done_at), done_by?.name, message].filter(Boolean).join(' · ');
  const mayWrite = may('records:write');
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.who, contact_hint ?? say.erased],
          ['ID', <code>{id}</code>],
          [say.by, asked_by.name],
          [say.since, showTime(request.created_at)],
          [say.why, reason],
          [say.state, recordStatuses[status]],
          [say.orders, String(orders)],
          [say.done, ended],
        ]}
      />
      {mayWrite && kind === 'export' && status !== 'refused' && contact_hint !== null && (
        <Export id={id} onDone={onDone} />
      )}
      {mayWrite && kind === 'erasure' && status === 'open' && <Erase id={id} onDone={onDone} />}
      {mayWrite && status === 'open' && (
        <ReasonForm
          send={say.refuse}
          label={say.refuseWhy}
          done={say.isDone}
          act={(why) => call('refuseRecordRequest', { id, body: { reason: why } })}
          onDone={onDone}
        />
      )}
    </div>
  );
}

interface Act {
  id: string;
  onDone: () => void;
}

function Export({ id, onDone }: Act) {
  const bytes = useSignal<number | undefined>(undefined);
  const send = async () => {
    bytes.value = 0;
    try {
      const records = await call('exportRecords', {
        id,
        read: (response) => readAsItComes(response, (so) => (bytes.value = so)),
      });
      saveFile(`${id}.json`, 'application/json', JSON.stringify(records, null, 2));
      toast(records.complete ? say.saved : say.cut);
      onDone();
    } finally {
      bytes.value = undefined;
    }
  };
  return (
    <Form send={say.export} onSend={send}>
      <p class="muted" role="status">
        {bytes.value !== undefined && fill(say.goesOn, { kb: showNumber(Math.ceil(bytes.value / 1024)) })}
      </p>
    </Form>
  );
}

function Erase({ id, onDone }: Act) {
  const typed = useSignal('');
  const send = async () => {
    await call('eraseRecords', { id });
    toast(say.isDone);
    onDone();
  };
  return (
    <Form send={say.erase} tone="danger" disabled={typed.value.trim() !== 'ERASE'} onSend={send}>
      <Field
        label={say.sure}
        value={typed.value}
        onText={(text) => (typed.value = text)}
        input={{ required: true, maxLength: 10, autocomplete: 'off', spellcheck: false }}
      />
    </Form>
  );
}
