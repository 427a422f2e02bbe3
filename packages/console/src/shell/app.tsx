import { Failure } from '../parts/failure.tsx';
import { Later } from '../parts/later.tsx';
import { Toasts } from '../parts/toast.tsx';
import { Frame } from './frame.tsx';
import { loadMe, meFailed } from './load-me.ts';
import { me } from './me.ts';
import { hash, path } from './route.ts';
import { asking } from './step-up.ts';

/** The whole console: signing in, or a desk. */
export function App() {
  return (
    <>
      <Inside />
      {asking.value && <asking.value.Dialog settle={asking.value.settle} />}
      <Toasts />
    </>
  );
}

function Inside() {
  if (meFailed.value !== undefined)
    return (
      <main class="blank">
        <Failure error={meFailed.value} retry={() => void loadMe()} />
      </main>
    );
  const wait = (
    <div class="blank" aria-busy="true">
      <div class="bone" data-size="title" />
    </div>
  );
  if (me.value === undefined) return wait;
  // A link from a mail is followed whoever is signed in.
  return me.value === null || path.value === 'sign-in' ? (
    <Later key={hash.value} load={loadSignIn} wait={wait} />
  ) : (
    <Frame />
  );
}

const loadSignIn = () => import('../account/sign-in.tsx').then((part) => part.SignIn);
