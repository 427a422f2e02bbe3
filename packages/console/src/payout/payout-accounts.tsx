import type { PayoutAccount } from '@kameng/contract/desk/payout';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { showTime } from '../words/show.ts';
import { fill, words } from '../words/words.ts';
import { AddPayoutAccount } from './add-payout-account.tsx';
import { nameAccount } from './payout-words.ts';

const say = words({
  title: ['收款账户', 'Accounts to be paid to'],
  add: ['添加账户', 'Add an account'],
  none: ['还没有收款账户。', 'No account yet.'],
  from: ['{time} 起可用', 'usable from {time}'],
  remove: ['移除', 'Remove'],
  removeTitle: ['移除这个账户？', 'Remove this account?'],
  removeWhy: ['已申请的提现仍会打到这个账户。', 'What was asked for already is still paid to it.'],
  removed: ['账户已移除', 'The account is removed'],
});

/** Where the organisation is paid to. */
export function PayoutAccounts() {
  const { data, error, reload } = useLoad((signal) => call('listPayoutAccounts', { signal }));
  const adding = useSignal(false);
  const removing = useSignal<PayoutAccount | undefined>(undefined);
  const writes = may('money:write');
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <section class="card stack">
      <div class="card-head">
        <h2>{say.title}</h2>
        {writes && (
          <button type="button" onClick={() => (adding.value = true)}>
            <Icon name="plus" />
            {say.add}
          </button>
        )}
      </div>
      {data?.data.length === 0 && <p class="muted">{say.none}</p>}
      {data === undefined && <div class="bone" data-size="row" aria-busy="true" />}
      <ul>
        {data?.data.map((account) => (
          <li key={account.id} class="list-row">
            <Icon name="money" />
            <div class="grow">
              <p class="strong">{nameAccount(account)}</p>
              <p class="muted">
                {account.currency}
                {Date.parse(account.usable_from) > Date.now() &&
                  ` · ${fill(say.from, { time: showTime(account.usable_from) })}`}
              </p>
            </div>
            {writes && (
              <button type="button" class="small" onClick={() => (removing.value = account)}>
                {say.remove}
              </button>
            )}
          </li>
        ))}
      </ul>
      {adding.value && (
        <Dialog title={say.add} onClose={() => (adding.value = false)}>
          <AddPayoutAccount
            onAdded={() => {
              adding.value = false;
              reload();
            }}
          />
        </Dialog>
      )}
      {removing.value && (
        <Confirm
          title={say.removeTitle}
          send={say.remove}
          onClose={() => (removing.value = undefined)}
          onSend={async () => {
            await call('removePayoutAccount', { id: removing.value!.id });
            toast(say.removed);
            reload();
          }}
        >
          <p class="strong">{nameAccount(removing.value)}</p>
          <p>{say.removeWhy}</p>
        </Confirm>
      )}
    </section>
  );
}
