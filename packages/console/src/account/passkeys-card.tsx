import { useSignal } from '@preact/signals';
import { auth } from '../call/auth.ts';
import { withProof } from '../call/with-proof.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { loadMe } from '../shell/load-me.ts';
import { words } from '../words/words.ts';
import { nameDevice } from './name-device.ts';

const say = words({
  title: ['通行密钥', 'Passkeys'],
  why: [
    '用指纹、面容或安全密钥登录，不怕钓鱼网站，也不用验证码。',
    'Sign in with your finger, face or a security key. No phishing page can use it, and no code is needed.',
  ],
  add: ['添加通行密钥', 'Add a passkey'],
  added: ['通行密钥已添加', 'The passkey is added'],
  remove: ['移除', 'Remove'],
  removed: ['通行密钥已移除', 'The passkey is removed'],
  none: ['未添加', 'None'],
  made: ['添加于', 'Added'],
  named: ['通行密钥', 'Passkey'],
});

/** Passkeys: those one has, adding and removing one. */
export function PasskeysCard() {
  const turn = useSignal(0);
  const { data, error, reload } = useLoad(() => auth.passkeys(), [turn.value]);
  const changed = async (text: string) => {
    await loadMe();
    toast(text);
    turn.value += 1;
  };
  return (
    <section class="card stack">
      <div class="card-head">
        <h2>{say.title}</h2>
        {data && <Badge tone={data.length > 0 ? 'good' : 'plain'}>{data.length > 0 ? data.length : say.none}</Badge>}
      </div>
      <p class="muted">{say.why}</p>
      {error !== undefined && <Failure error={error} retry={reload} />}
      {data && data.length > 0 && (
        <ul class="list">
          {data.map(({ id, name, createdAt }) => (
            <li key={id} class="list-row">
              <Icon name="key" />
              <div class="grow">
                <p class="strong">{name ?? say.named}</p>
                <p class="muted">
                  {say.made} <Time at={createdAt} />
                </p>
              </div>
              <ActButton act={() => withProof(() => auth.removePasskey(id)).then(() => changed(say.removed))}>
                {say.remove}
              </ActButton>
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <ActButton
          act={() =>
            withProof(() => auth.addPasskey(nameDevice(navigator.userAgent) ?? say.named)).then(() =>
              changed(say.added),
            )
          }
        >
          <Icon name="plus" />
          {say.add}
        </ActButton>
      </div>
    </section>
  );
}
