import type { Role } from '@kameng/contract/desk-roles';
import type { DeskKey } from '@kameng/contract/desk/account';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Confirm } from '../parts/confirm.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ShowOnce } from '../parts/show-once.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { may } from '../shell/me.ts';
import { roleWords } from '../shell/role-words.ts';
import { fill, words } from '../words/words.ts';
import { roleChoices } from './role-choices.ts';

const say = words({
  title: ['组织密钥', 'Desk keys'],
  lead: [
    '程序用它做您在工作台上能做的事。只在服务器上使用，绝不放进网页。',
    'With a key a program does what you do at the desk. Keep it on servers, never in a page.',
  ],
  create: ['新建密钥', 'New key'],
  name: ['名称', 'Name'],
  nameHint: ['方便以后认出它，例如“库存同步”。', 'What it is for, such as “stock sync”.'],
  role: ['角色', 'Role'],
  key: ['密钥', 'Key'],
  made: ['创建时间', 'Made'],
  revoke: ['吊销', 'Revoke'],
  revokeTitle: ['吊销“{name}”？', 'Revoke “{name}”?'],
  revokeWhy: [
    '使用它的程序会在几秒内失效，无法恢复。',
    'Programs that use it stop within seconds. This cannot be undone.',
  ],
  revoked: ['密钥已吊销', 'The key is revoked'],
  empty: ['还没有密钥', 'No keys yet'],
  emptyWhy: ['需要让程序替您操作时，新建一个。', 'Make one when a program is to work for you.'],
});

/** Keys that act for the organisation. */
export function KeysPage() {
  const turn = useSignal(0);
  const making = useSignal(false);
  const revoking = useSignal<{ id: string; name: string } | undefined>(undefined);
  const changed = () => (turn.value += 1);
  const create = may('keys:write') && (
    <button type="button" class="primary" onClick={() => (making.value = true)}>
      <Icon name="plus" />
      {say.create}
    </button>
  );
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {create}
      </PageHead>
      <DataTable<DeskKey>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={async (_cursor, signal) => ({ ...(await call('listDeskKeys', { signal })), next_cursor: null })}
        columns={[
          { head: say.name, cell: ({ name }) => <span class="strong">{name}</span>, text: ({ name }) => name },
          { head: say.role, cell: ({ role }) => roleWords[role], text: ({ role }) => roleWords[role] },
          { head: say.key, cell: ({ hint }) => <code>{hint}</code>, text: ({ hint }) => hint, wide: true },
          { head: say.made, cell: ({ created_at }) => <Time at={created_at} />, text: ({ created_at }) => created_at },
          {
            head: '',
            end: true,
            cell: (key) =>
              may('keys:write') && (
                <button type="button" class="small" onClick={() => (revoking.value = key)}>
                  {say.revoke}
                </button>
              ),
          },
        ]}
        empty={
          <Empty icon="key" title={say.empty}>
            <p class="muted">{say.emptyWhy}</p>
            {create}
          </Empty>
        }
      />
      {making.value && <MakeKey onMade={changed} onClose={() => (making.value = false)} />}
      {revoking.value && (
        <Confirm
          title={fill(say.revokeTitle, revoking.value)}
          send={say.revoke}
          onClose={() => (revoking.value = undefined)}
          onSend={async () => {
            await call('revokeDeskKey', { id: revoking.value!.id });
            toast(say.revoked);
            changed();
          }}
        >
          <p>{say.revokeWhy}</p>
        </Confirm>
      )}
    </>
  );
}

function MakeKey({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const name = useSignal('');
  const role = useSignal<Role>('viewer');
  const made = useSignal<string | undefined>(undefined);
  const make = async () => {
    const { key } = await call('createDeskKey', { body: { name: name.value, role: role.value } });
    made.value = key;
    onMade();
  };
  if (made.value !== undefined) return <ShowOnce label={say.key} text={made.value} onClose={onClose} />;
  return (
    <Dialog title={say.create} onClose={onClose}>
      <Form send={say.create} onSend={make}>
        <Field
          label={say.name}
          hint={say.nameHint}
          value={name.value}
          onText={(typed) => (name.value = typed)}
          input={{ required: true, maxLength: 60, autoFocus: true }}
        />
        <Choice
          label={say.role}
          value={role.value}
          choices={roleChoices()}
          onChoice={(chosen) => (role.value = chosen)}
        />
      </Form>
    </Dialog>
  );
}
