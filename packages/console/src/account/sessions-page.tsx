import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { words } from '../words/words.ts';
import { nameDevice } from './name-device.ts';

const say = words({
  title: ['已登录的设备', 'Signed-in devices'],
  lead: ['不认识的设备，请立即退出并更换密码。', 'If you do not know one of them, sign it out and set a new password.'],
  current: ['当前设备', 'This device'],
  end: ['退出', 'Sign out'],
  ended: ['已在那台设备上退出', 'Signed out there'],
  since: ['登录于', 'Signed in'],
  unknown: ['未知设备', 'Unknown device'],
});

/** Where one is signed in, and signing out there. */
export function SessionsPage() {
  const { data, error, reload } = useLoad((signal) => call('listSessions', { signal }));
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <ul class="card list" aria-busy={data === undefined}>
        {data === undefined && <li class="bone" data-size="row" />}
        {data?.data.map(({ id, device, address, current, created_at }) => (
          <li key={id} class="list-row">
            <Icon name="device" />
            <div class="grow">
              <p class="strong">
                {nameDevice(device) ?? say.unknown} {current && <Badge tone="good">{say.current}</Badge>}
              </p>
              <p class="muted">
                {address && `${address} · `}
                {say.since} <Time at={created_at} />
              </p>
            </div>
            {!current && (
              <ActButton
                act={async () => {
                  await call('endSession', { id });
                  toast(say.ended);
                  reload();
                }}
              >
                {say.end}
              </ActButton>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
