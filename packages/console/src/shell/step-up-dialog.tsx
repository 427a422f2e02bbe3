import { useSignal } from '@preact/signals';
import { auth } from '../call/auth.ts';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { words } from '../words/words.ts';
import { me } from './me.ts';

const say = words({
  title: ['确认是您本人', 'Is it you?'],
  why: [
    '更改密钥、成员和资金前，需要再确认一次，10 分钟内有效。',
    'Before keys, members or money change, prove once more that it is you. It holds for ten minutes.',
  ],
  code: ['验证器应用中的 6 位验证码', 'The 6 digits of your authenticator app'],
  password: ['密码', 'Password'],
  send: ['确认', 'Confirm'],
  passkey: ['使用通行密钥', 'Use a passkey'],
  none: [
    '您还没有设置密码、验证器或通行密钥。请先在“登录与安全”中设置一种。',
    'You have no password, authenticator or passkey yet. Set one up under “Sign-in and security” first.',
  ],
});

/** Asks somebody who is signed in to prove again that it is them. */
export function StepUpDialog({ settle }: { settle: (proven: boolean) => void }) {
  const person = me.value?.person;
  // Whoever came by a link and owes a code is not known here yet.
  const asksCode = person === undefined || person.has_second_factor;
  const asksPassword = !asksCode && person.has_password;
  const text = useSignal('');
  const prove = async () => {
    await call('stepUp', { body: asksCode ? { code: text.value.replaceAll(/\s/g, '') } : { password: text.value } });
    settle(true);
  };
  return (
    <Dialog title={say.title} onClose={() => settle(false)}>
      <div class="stack">
        <p class="muted">{say.why}</p>
        {(asksCode || asksPassword) && (
          <Form send={say.send} onSend={prove}>
            <Field
              label={asksCode ? say.code : say.password}
              value={text.value}
              onText={(typed) => (text.value = typed)}
              input={
                asksCode
                  ? {
                      inputMode: 'numeric',
                      autoComplete: 'one-time-code',
                      autoFocus: true,
                      required: true,
                      maxLength: 7,
                    }
                  : { type: 'password', autoComplete: 'current-password', autoFocus: true, required: true }
              }
            />
          </Form>
        )}
        {person !== undefined && person.passkeys > 0 && (
          <ActButton act={() => auth.passkey().then(() => settle(true))}>
            <Icon name="key" />
            {say.passkey}
          </ActButton>
        )}
        {!asksCode && !asksPassword && person.passkeys === 0 && <p>{say.none}</p>}
      </div>
    </Dialog>
  );
}
