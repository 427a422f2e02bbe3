import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { roleWords } from '../shell/role-words.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['待接受的邀请', 'Open invitations'],
  until: ['有效至', 'Open until'],
  withdraw: ['撤回', 'Withdraw'],
  withdrawn: ['邀请已撤回', 'The invitation is withdrawn'],
});

/** Invitations that nobody has accepted yet; nothing when there are none. */
export function Invitations({ turn, onChanged }: { turn: number; onChanged: () => void }) {
  const { data } = useLoad((signal) => call('listInvitations', { signal }), [turn]);
  if (!data || data.data.length === 0) return null;
  return (
    <section class="stack">
      <h2>{say.title}</h2>
      <ul class="card list">
        {data.data.map(({ id, email, role, expires_at }) => (
          <li key={id} class="list-row">
            <Icon name="send" />
            <div class="grow">
              <p class="strong">{email}</p>
              <p class="muted">
                {roleWords[role]} · {say.until} <Time at={expires_at} />
              </p>
            </div>
            {may('organisation:write') && (
              <ActButton
                act={async () => {
                  await call('withdrawInvitation', { id });
                  toast(say.withdrawn);
                  onChanged();
                }}
              >
                {say.withdraw}
              </ActButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
