import { PageHead } from '../parts/page-head.tsx';
import { words } from '../words/words.ts';
import { AuthenticatorCard } from './authenticator-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';

const say = words({
  title: ['登录与安全', 'Sign-in and security'],
  lead: [
    '密码之外再设一种验证，别人拿到密码也进不来。',
    'With a second proof besides the password, a stolen password opens nothing.',
  ],
});

/** How one signs in. */
export function SecurityPage() {
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <div class="stack narrow">
        <PasskeysCard />
        <AuthenticatorCard />
        <PasswordCard />
      </div>
    </>
  );
}
