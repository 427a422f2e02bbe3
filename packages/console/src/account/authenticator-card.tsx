import { useSignal } from '@preact/signals';
import { auth } from '../call/auth.ts';
import { withProof } from '../call/with-proof.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Field } from '../parts/field.tsx';
import { toast } from '../parts/toast.tsx';
import { loadMe } from '../shell/load-me.ts';
import { me } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { SetUpAuthenticator } from './set-up-authenticator.tsx';

const say = words({
  title: ['验证器应用', 'Authenticator app'],
  on: ['已开启', 'On'],
  off: ['未开启', 'Off'],
  why: [
    '登录和重要操作时，除密码外再输入应用里的 6 位验证码。',
    'Signing in and what matters then ask for six digits from the app, besides the password.',
  ],
  setUp: ['设置', 'Set up'],
  remove: ['关闭', 'Turn off'],
  removeTitle: ['关闭验证器？', 'Turn off the authenticator?'],
  removeWhy: ['之后只凭密码即可登录。', 'After that the password alone signs in.'],
  password: ['密码', 'Password'],
  removed: ['验证器已关闭', 'The authenticator is off'],
});

/** The second factor: setting it up and turning it off. */
export function AuthenticatorCard() {
  const setup = useSignal<{ totpURI: string; backupCodes: string[] } | undefined>(undefined);
  const asking = useSignal<'set up' | 'turn off' | undefined>(undefined);
  const password = useSignal('');
  const person = me.value?.person;
  const on = person?.has_second_factor === true;
  const given = () => (person?.has_password ? password.value : undefined);
  const begin = async () => {
    setup.value = await withProof(() => auth.enableCode(given()));
  };
  const end = async () => {
    await withProof(() => auth.disableCode(given()));
    await loadMe();
    toast(say.removed);
  };
  const asked = asking.value;
  return (
    <section class="card stack">
      <div class="card-head">
        <h2>{say.title}</h2>
        <Badge tone={on ? 'good' : 'attention'}>{on ? say.on : say.off}</Badge>
      </div>
      <p class="muted">{say.why}</p>
      <div class="actions">
        {on || person?.has_password ? (
          <button type="button" onClick={() => (asking.value = on ? 'turn off' : 'set up')}>
            {on ? say.remove : say.setUp}
          </button>
        ) : (
          <ActButton act={begin}>{say.setUp}</ActButton>
        )}
      </div>
      {asked && (
        <Confirm
          title={asked === 'set up' ? say.title : say.removeTitle}
          send={asked === 'set up' ? say.setUp : say.remove}
          tone={asked === 'set up' ? 'primary' : 'danger'}
          onSend={asked === 'set up' ? begin : end}
          onClose={() => (asking.value = undefined)}
        >
          {asked === 'turn off' && <p>{say.removeWhy}</p>}
          {person?.has_password && (
            <Field
              label={say.password}
              value={password.value}
              onText={(typed) => (password.value = typed)}
              input={{ type: 'password', autoComplete: 'current-password', required: true, autoFocus: true }}
            />
          )}
        </Confirm>
      )}
      {setup.value && <SetUpAuthenticator {...setup.value} onClose={() => (setup.value = undefined)} />}
    </section>
  );
}
