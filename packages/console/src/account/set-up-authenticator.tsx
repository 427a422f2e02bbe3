import { useSignal } from '@preact/signals';
import { auth } from '../call/auth.ts';
import { Copy } from '../parts/copy.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Qr } from '../parts/qr.tsx';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { toast } from '../parts/toast.tsx';
import { loadMe } from '../shell/load-me.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['设置验证器', 'Set up the authenticator'],
  scan: [
    '用验证器应用扫描二维码，或手动输入下面的密钥。',
    'Scan this with your authenticator app, or type in the secret below.',
  ],
  qr: ['二维码', 'QR code'],
  secret: ['密钥', 'Secret'],
  code: ['应用显示的 6 位验证码', 'The 6 digits the app shows'],
  send: ['开启', 'Turn on'],
  kept: ['验证器已开启', 'The authenticator is on'],
  backup: ['备用码', 'Backup codes'],
  backupWhy: [
    '手机不在身边时，每个码可用一次。请离线保存，只显示这一次。',
    'Without your phone, each of these works once. Keep them off this device; they are shown only now.',
  ],
  save: ['保存为文件', 'Save as a file'],
  done: ['完成', 'Done'],
});

interface SetUpProps {
  totpURI: string;
  backupCodes: readonly string[];
  onClose: () => void;
}

/** Scan, enter a code, keep the backup codes. */
export function SetUpAuthenticator({ totpURI, backupCodes, onClose }: SetUpProps) {
  const code = useSignal('');
  const on = useSignal(false);
  const turnOn = async () => {
    await auth.code(code.value.replaceAll(/\s/g, ''));
    await loadMe();
    toast(say.kept);
    on.value = true;
  };
  if (on.value)
    return (
      <Dialog title={say.backup} onClose={onClose}>
        <div class="stack">
          <p>{say.backupWhy}</p>
          <ul class="codes">
            {backupCodes.map((each) => (
              <li key={each}>
                <code>{each}</code>
              </li>
            ))}
          </ul>
          <div class="actions">
            <button
              type="button"
              onClick={() => saveFile('kameng-backup-codes.txt', 'text/plain', backupCodes.join('\n'))}
            >
              <Icon name="save" />
              {say.save}
            </button>
            <button type="button" class="primary" onClick={onClose}>
              {say.done}
            </button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={say.title} onClose={onClose}>
      <Form send={say.send} onSend={turnOn}>
        <p>{say.scan}</p>
        <Qr text={totpURI} label={say.qr} />
        <Copy text={new URL(totpURI).searchParams.get('secret') ?? ''} label={say.secret} />
        <Field
          label={say.code}
          value={code.value}
          onText={(typed) => (code.value = typed)}
          input={{ inputMode: 'numeric', autoComplete: 'one-time-code', required: true, maxLength: 7 }}
        />
      </Form>
    </Dialog>
  );
}
