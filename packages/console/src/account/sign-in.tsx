import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { auth } from '../call/auth.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { language, setLanguage } from '../words/language.ts';
import { keep } from '../storage/kept.ts';
import { fill, words } from '../words/words.ts';
import { arrive } from './arrive.ts';
import { EnterCode } from './enter-code.tsx';
import { keepInviter } from './inviter.ts';

const say = words({
  title: ['登录工作台', 'Sign in to your desk'],
  email: ['邮箱', 'E-mail'],
  password: ['密码', 'Password'],
  send: ['登录', 'Sign in'],
  or: ['或者', 'or'],
  link: ['用邮件链接登录', 'Send me a link'],
  linkHint: [
    '第一次来？填写邮箱，用邮件链接登录即可创建账户。',
    'New here? Enter your e-mail address and have a link sent: it makes your account.',
  ],
  passkey: ['使用通行密钥', 'Use a passkey'],
  sent: ['请查收邮件', 'Look into your mailbox'],
  sentTo: ['登录链接已发送到 {email}，15 分钟内有效。', 'A link is on its way to {email}. It works for 15 minutes.'],
  again: ['换一种方式登录', 'Sign in another way'],
  opening: ['正在登录…', 'Signing in…'],
  invited: [
    '您收到了一份邀请。请用收到邀请的邮箱登录。',
    'You are invited. Sign in with the address the invitation was sent to.',
  ],
  other: ['English', '简体中文'],
});

type Step = 'who' | 'code' | 'sent' | 'link';

/** Signing in: by password and code, by a link sent by mail, or with a passkey. */
export function SignIn() {
  const { link, invitation } = readHash();
  const step = useSignal<Step>(link ? 'link' : 'who');
  const email = useSignal('');
  useEffect(() => {
    document.title = `${say.title} · Kameng`;
    keepInviter();
    if (invitation) keep('invitation', invitation);
  }, []);
  return (
    <main class="entrance">
      <div class="entrance-head">
        <span class="mark">Kameng</span>
        <button type="button" class="quiet" onClick={() => setLanguage(language.value === 'en' ? 'zh-CN' : 'en')}>
          {say.other}
        </button>
      </div>
      <section class="card stack">
        {step.value === 'link' && <FollowLink token={link ?? ''} onFail={() => (step.value = 'who')} />}
        {step.value === 'who' && (
          <Who email={email} invited={invitation !== null} onStep={(next) => (step.value = next)} />
        )}
        {step.value === 'code' && <EnterCode onBack={() => (step.value = 'who')} />}
        {step.value === 'sent' && (
          <>
            <h1>{say.sent}</h1>
            <p>{fill(say.sentTo, { email: email.value })}</p>
            <button type="button" onClick={() => (step.value = 'who')}>
              {say.again}
            </button>
          </>
        )}
      </section>
    </main>
  );
}

interface WhoProps {
  email: { value: string };
  invited: boolean;
  onStep: (step: Step) => void;
}

function Who({ email, invited, onStep }: WhoProps) {
  const password = useSignal('');
  const signIn = async () => {
    if (await auth.password(email.value, password.value)) onStep('code');
    else await arrive();
  };
  const sendLink = async () => {
    await auth.sendLink(email.value, language.value);
    onStep('sent');
  };
  return (
    <>
      <h1>{say.title}</h1>
      {invited && <p class="muted">{say.invited}</p>}
      <Form send={say.send} onSend={signIn}>
        <Field
          label={say.email}
          value={email.value}
          onText={(typed) => (email.value = typed.trim())}
          input={{ type: 'email', autoComplete: 'username webauthn', required: true, autoFocus: true }}
        />
        <Field
          label={say.password}
          value={password.value}
          onText={(typed) => (password.value = typed)}
          input={{ type: 'password', autoComplete: 'current-password', required: true }}
        />
      </Form>
      <p class="rule">{say.or}</p>
      <div class="stack tight">
        <ActButton act={sendLink} disabled={!email.value.includes('@')}>
          <Icon name="send" />
          {say.link}
        </ActButton>
        <ActButton act={() => auth.passkey().then(arrive)}>
          <Icon name="key" />
          {say.passkey}
        </ActButton>
      </div>
      <p class="muted">{say.linkHint}</p>
    </>
  );
}

function FollowLink({ token, onFail }: { token: string; onFail: () => void }) {
  const error = useSignal<unknown>(undefined);
  useEffect(() => {
    // Out of the address first: a link works once, and a reload would only say that it has.
    history.replaceState(null, '', location.pathname);
    auth.link(token).then(arrive, (failed: unknown) => (error.value = failed));
  }, []);
  if (error.value === undefined) return <p aria-busy="true">{say.opening}</p>;
  return (
    <>
      <h1>{say.title}</h1>
      <Failure error={error.value} />
      <button type="button" onClick={onFail}>
        {say.again}
      </button>
    </>
  );
}

function readHash(): { link: string | null; invitation: string | null } {
  const hash = new URLSearchParams(location.hash.slice(1));
  return { link: hash.get('link'), invitation: hash.get('invitation') };
}
