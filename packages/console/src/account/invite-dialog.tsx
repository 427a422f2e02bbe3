import type { Role } from '@kameng/contract/desk-roles';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { language } from '../words/language.ts';
import { fill, words } from '../words/words.ts';
import { roleChoices } from './role-choices.ts';

const say = words({
  title: ['邀请成员', 'Invite somebody'],
  email: ['邮箱', 'E-mail'],
  hint: ['邀请 7 天内有效，对方须用这个邮箱登录。', 'Open for 7 days; they sign in with this address.'],
  role: ['角色', 'Role'],
  send: ['发送邀请', 'Send the invitation'],
  sent: ['邀请已发送到 {email}', 'An invitation is on its way to {email}'],
});

/** Invites an address by mail. */
export function InviteDialog({ onSent, onClose }: { onSent: () => void; onClose: () => void }) {
  const email = useSignal('');
  const role = useSignal<Role>('viewer');
  const invite = async () => {
    await call('inviteMember', { body: { email: email.value, role: role.value, language: language.value } });
    toast(fill(say.sent, { email: email.value }));
    onSent();
    onClose();
  };
  return (
    <Dialog title={say.title} onClose={onClose}>
      <Form send={say.send} onSend={invite}>
        <Field
          label={say.email}
          hint={say.hint}
          value={email.value}
          onText={(typed) => (email.value = typed.trim())}
          input={{ type: 'email', required: true, autoFocus: true }}
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
