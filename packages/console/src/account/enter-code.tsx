import { useSignal } from '@preact/signals';
import { auth } from '../call/auth.ts';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { words } from '../words/words.ts';
import { arrive } from './arrive.ts';

const say = words({
  title: ['输入验证码', 'Enter your code'],
  code: ['验证器应用中的 6 位验证码', 'The 6 digits of your authenticator app'],
  backup: ['备用码', 'Backup code'],
  backupHint: ['每个备用码只能用一次。', 'Each backup code works once.'],
  useBackup: ['使用备用码', 'Use a backup code'],
  useCode: ['使用验证器应用', 'Use the app'],
  send: ['登录', 'Sign in'],
  back: ['返回', 'Back'],
});

/** The second factor, after the password. */
export function EnterCode({ onBack }: { onBack: () => void }) {
  const text = useSignal('');
  const backup = useSignal(false);
  const enter = async () => {
    const code = text.value.replaceAll(/\s/g, '');
    await (backup.value ? auth.backupCode(code) : auth.code(code));
    await arrive();
  };
  return (
    <>
      <h1>{say.title}</h1>
      <Form
        send={say.send}
        onSend={enter}
        more={
          <button type="button" onClick={onBack}>
            {say.back}
          </button>
        }
      >
        <Field
          key={String(backup.value)}
          label={backup.value ? say.backup : say.code}
          {...(backup.value && { hint: say.backupHint })}
          value={text.value}
          onText={(typed) => (text.value = typed)}
          input={
            backup.value
              ? { autoComplete: 'off', required: true, autoFocus: true }
              : { inputMode: 'numeric', autoComplete: 'one-time-code', required: true, autoFocus: true, maxLength: 7 }
          }
        />
      </Form>
      <button
        type="button"
        class="quiet"
        onClick={() => {
          backup.value = !backup.value;
          text.value = '';
        }}
      >
        {backup.value ? say.useCode : say.useBackup}
      </button>
    </>
  );
}
