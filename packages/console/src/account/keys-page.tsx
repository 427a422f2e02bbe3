import type { Role } from '@kameng/contract/desk-roles';
import type { DeskKey } from '@kameng/contract/desk/account';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Choice, Field } from '../parts/field.tsx';
import { KeysTable } from '../parts/keys-table.tsx';
import { MakeSecret } from '../parts/make-secret.tsx';
import { roleWords } from '../shell/role-words.ts';
import { words } from '../words/words.ts';
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
  revokeWhy: [
    '使用它的程序会在几秒内失效，无法恢复。',
    'Programs that use it stop within seconds. This cannot be undone.',
  ],
  noneWhy: ['需要让程序替您操作时，新建一个。', 'Make one when a program is to work for you.'],
});

/** Keys that act for the organisation. */
export function KeysPage() {
  return (
    <KeysTable<DeskKey>
      title={say.title}
      lead={say.lead}
      noneWhy={say.noneWhy}
      load={(signal) => call('listDeskKeys', { signal })}
      revoke={(id) => call('revokeDeskKey', { id })}
      revokeWhy={say.revokeWhy}
      columns={[
        { head: say.name, cell: ({ name }) => <span class="strong">{name}</span>, text: ({ name }) => name },
        { head: say.role, wide: true, cell: ({ role }) => roleWords[role], text: ({ role }) => roleWords[role] },
      ]}
      make={(onMade, onClose) => <MakeKey onMade={onMade} onClose={onClose} />}
    />
  );
}

function MakeKey({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const name = useSignal('');
  const role = useSignal<Role>('viewer');
  const make = async () => (await call('createDeskKey', { body: { name: name.value, role: role.value } })).key;
  return (
    <MakeSecret title={say.create} label={say.key} make={make} onMade={onMade} onClose={onClose}>
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
    </MakeSecret>
  );
}
