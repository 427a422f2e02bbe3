import type { PayoutAccount } from '@kameng/contract/desk/payout';
import { call } from '../call/call.ts';
import { Dialog } from '../parts/dialog.tsx';
import { ListCard } from '../parts/list-card.tsx';
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
  removeTitle: ['移除这个账户？', 'Remove this account?'],
  removeWhy: ['已申请的提现仍会打到这个账户。', 'What was asked for already is still paid to it.'],
  removed: ['账户已移除', 'The account is removed'],
});

/** Where the organisation is paid to. */
export function PayoutAccounts() {
  return (
    <ListCard<PayoutAccount>
      title={say.title}
      add={say.add}
      none={say.none}
      icon="money"
      load={(signal) => call('listPayoutAccounts', { signal })}
      nameOf={nameAccount}
      more={describe}
      writes={may('money:write')}
      adding={(onAdded, onClose) => (
        <Dialog title={say.add} onClose={onClose}>
          <AddPayoutAccount
            onAdded={() => {
              onAdded();
              onClose();
            }}
          />
        </Dialog>
      )}
      removal={{
        title: say.removeTitle,
        why: say.removeWhy,
        done: say.removed,
        remove: (id) => call('removePayoutAccount', { id }),
      }}
    />
  );
}

function describe({ currency, usable_from }: PayoutAccount): string {
  if (Date.parse(usable_from) <= Date.now()) return currency;
  return `${currency} · ${fill(say.from, { time: showTime(usable_from) })}`;
}
