import type { Role } from '@kameng/contract/desk-roles';
import type { Member } from '@kameng/contract/desk/account';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Choice } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { may, me } from '../shell/me.ts';
import { roleWords } from '../shell/role-words.ts';
import { fill, words } from '../words/words.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { roleChoices } from './role-choices.ts';

const say = words({
  title: ['成员', 'Members'],
  lead: ['谁可以在这个组织工作，能做什么。', 'Who works for this organisation, and what they may do.'],
  invite: ['邀请成员', 'Invite somebody'],
  name: ['姓名', 'Name'],
  email: ['邮箱', 'E-mail'],
  role: ['角色', 'Role'],
  since: ['加入时间', 'Since'],
  you: ['您', 'you'],
  change: ['更改', 'Change'],
  changeTitle: ['更改 {name} 的角色', 'Change the role of {name}'],
  save: ['保存', 'Save'],
  saved: ['角色已更改', 'The role is changed'],
  remove: ['移除', 'Remove'],
  removeTitle: ['移除 {name}？', 'Remove {name}?'],
  removeWhy: [
    '对方立即无法再进入这个组织。其操作记录会保留。',
    'They are out at once. What they did stays in the audit log.',
  ],
  removed: ['成员已移除', 'The member is removed'],
});

/** Who works for the organisation. */
export function MembersPage() {
  const turn = useSignal(0);
  const inviting = useSignal(false);
  const changing = useSignal<Member | undefined>(undefined);
  const removing = useSignal<Member | undefined>(undefined);
  const changed = () => (turn.value += 1);
  const writes = may('organisation:write');
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {writes && (
          <button type="button" class="primary" onClick={() => (inviting.value = true)}>
            <Icon name="plus" />
            {say.invite}
          </button>
        )}
      </PageHead>
      <DataTable<Member>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={async (_cursor, signal) => ({ ...(await call('listMembers', { signal })), next_cursor: null })}
        columns={[
          ...columns(),
          {
            head: '',
            end: true,
            cell: (member) =>
              writes && (
                <span class="actions">
                  <button type="button" class="small" onClick={() => (changing.value = member)}>
                    {say.change}
                  </button>
                  <button type="button" class="small" onClick={() => (removing.value = member)}>
                    {say.remove}
                  </button>
                </span>
              ),
          },
        ]}
        empty={null}
      />
      <Invitations turn={turn.value} onChanged={changed} />
      {inviting.value && <InviteDialog onSent={changed} onClose={() => (inviting.value = false)} />}
      {changing.value && (
        <ChangeRole member={changing.value} onChanged={changed} onClose={() => (changing.value = undefined)} />
      )}
      {removing.value && (
        <Confirm
          title={fill(say.removeTitle, { name: removing.value.name || removing.value.email })}
          send={say.remove}
          onClose={() => (removing.value = undefined)}
          onSend={async () => {
            await call('removeMember', { id: removing.value!.id });
            toast(say.removed);
            changed();
          }}
        >
          <p>{say.removeWhy}</p>
        </Confirm>
      )}
    </>
  );
}

const columns = (): Column<Member>[] => [
  {
    head: say.name,
    cell: ({ name, email, person_id }) => (
      <>
        <p class="strong">
          {name || email} {person_id === me.value?.person.id && <span class="muted">({say.you})</span>}
        </p>
        <p class="muted">{email}</p>
      </>
    ),
    text: ({ name, email }) => name || email,
  },
  { head: say.role, cell: ({ role }) => <Badge>{roleWords[role]}</Badge>, text: ({ role }) => roleWords[role] },
  {
    head: say.since,
    wide: true,
    cell: ({ created_at }) => <Time at={created_at} />,
    text: ({ created_at }) => created_at,
  },
];

function ChangeRole({ member, onChanged, onClose }: { member: Member; onChanged: () => void; onClose: () => void }) {
  const role = useSignal<Role>(member.role);
  return (
    <Dialog title={fill(say.changeTitle, { name: member.name || member.email })} onClose={onClose}>
      <Form
        send={say.save}
        onSend={async () => {
          await call('changeMember', { id: member.id, body: { role: role.value } });
          toast(say.saved);
          onChanged();
          onClose();
        }}
      >
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
