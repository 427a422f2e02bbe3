import type { Prohibition } from '@kameng/contract/desk/supplier';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { toast } from '../parts/toast.tsx';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['禁售清单', 'Prohibited goods'],
  lead: [
    '提到这些词的商品会被拒收，或提醒审核人。',
    'Goods that say these words are refused, or shown to the reviewer.',
  ],
  add: ['添加', 'Add'],
  words: ['词', 'Words'],
  wordsHint: ['大小写、空格不影响匹配。', 'Case and spaces make no difference.'],
  effect: ['效果', 'Effect'],
  refuse: ['拒绝提交', 'Cannot be submitted'],
  flag: ['提醒审核人', 'The reviewer is shown it'],
  reason: ['原因', 'Why'],
  remove: ['移除', 'Remove'],
  added: ['已添加', 'It is added'],
  removed: ['已移除', 'It is removed'],
  none: ['清单是空的', 'The list is empty'],
});

/** What may not be sold here. */
export function ProhibitionsPage() {
  const turn = useSignal(0);
  const adding = useSignal(false);
  const writes = may('rules:write');
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {writes && (
          <button type="button" class="primary" onClick={() => (adding.value = true)}>
            <Icon name="plus" />
            {say.add}
          </button>
        )}
      </PageHead>
      <DataTable<Prohibition>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={async (_cursor, signal) => ({ ...(await call('listProhibitions', { signal })), next_cursor: null })}
        columns={[
          { head: say.words, cell: (row) => <span class="strong">{row.words}</span>, text: (row) => row.words },
          {
            head: say.effect,
            cell: ({ effect }) => <Badge tone={effect === 'refuse' ? 'danger' : 'attention'}>{say[effect]}</Badge>,
            text: ({ effect }) => say[effect],
          },
          { head: say.reason, wide: true, cell: ({ reason }) => reason, text: ({ reason }) => reason },
          {
            head: '',
            end: true,
            cell: ({ id }) =>
              writes && (
                <ActButton
                  act={async () => {
                    await call('removeProhibition', { id });
                    toast(say.removed);
                    turn.value += 1;
                  }}
                >
                  {say.remove}
                </ActButton>
              ),
          },
        ]}
        empty={<Empty icon="check" title={say.none} />}
      />
      {adding.value && (
        <Dialog title={say.add} onClose={() => (adding.value = false)}>
          <Add
            onAdded={() => {
              adding.value = false;
              turn.value += 1;
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function Add({ onAdded }: { onAdded: () => void }) {
  const text = useSignal('');
  const effect = useSignal<Prohibition['effect']>('refuse');
  const reason = useSignal('');
  const add = async () => {
    await call('addProhibition', {
      body: { words: text.value.trim(), effect: effect.value, reason: reason.value.trim() },
    });
    toast(say.added);
    onAdded();
  };
  return (
    <Form send={say.add} onSend={add}>
      <Field
        label={say.words}
        hint={say.wordsHint}
        value={text.value}
        onText={(typed) => (text.value = typed)}
        input={{ required: true, maxLength: 60, autoFocus: true }}
      />
      <Choice
        label={say.effect}
        value={effect.value}
        choices={(['refuse', 'flag'] as const).map((each) => [each, say[each]] as const)}
        onChoice={(each) => (effect.value = each)}
      />
      <Field
        label={say.reason}
        value={reason.value}
        onText={(typed) => (reason.value = typed)}
        input={{ required: true, maxLength: 200 }}
      />
    </Form>
  );
}
