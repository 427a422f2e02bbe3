import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { loadMe } from '../shell/load-me.ts';
import { me } from '../shell/me.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['密码', 'Password'],
  set: ['已设置', 'Set'],
  unset: ['未设置', 'Not set'],
  why: ['更换密码后，其他设备会全部退出。', 'A new password signs out all your other devices.'],
  change: ['更换密码', 'Change the password'],
  make: ['设置密码', 'Set a password'],
  field: ['新密码', 'New password'],
  hint: ['至少 10 个字符。', 'At least 10 characters.'],
  save: ['保存', 'Save'],
  saved: ['密码已保存', 'The password is saved'],
});

/** The password, and setting another. */
export function PasswordCard() {
  const open = useSignal(false);
  const has = me.value?.person.has_password === true;
  return (
    <section class="card stack">
      <div class="card-head">
        <h2>{say.title}</h2>
        <Badge tone={has ? 'good' : 'plain'}>{has ? say.set : say.unset}</Badge>
      </div>
      <p class="muted">{say.why}</p>
      <div class="actions">
        <button type="button" onClick={() => (open.value = true)}>
          {has ? say.change : say.make}
        </button>
      </div>
      {open.value && <SetPassword title={has ? say.change : say.make} onClose={() => (open.value = false)} />}
    </section>
  );
}

function SetPassword({ title, onClose }: { title: string; onClose: () => void }) {
  const password = useSignal('');
  const save = async () => {
    await call('setPassword', { body: { password: password.value } });
    await loadMe();
    toast(say.saved);
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form send={say.save} onSend={save}>
        <Field
          label={say.field}
          hint={say.hint}
          value={password.value}
          onText={(typed) => (password.value = typed)}
          input={{
            type: 'password',
            autoComplete: 'new-password',
            minLength: 10,
            maxLength: 128,
            required: true,
            autoFocus: true,
          }}
        />
      </Form>
    </Dialog>
  );
}
