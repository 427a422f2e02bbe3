import { SignIn } from '../account/sign-in.tsx';
import { Failure } from '../parts/failure.tsx';
import { Toasts } from '../parts/toast.tsx';
import { Frame } from './frame.tsx';
import { loadMe, meFailed } from './load-me.ts';
import { me } from './me.ts';
import { hash, path } from './route.ts';
import { StepUpDialog } from './step-up-dialog.tsx';
import { asking } from './step-up.ts';

/** The whole console: signing in, or a desk. */
export function App() {
  return (
    <>
      <Inside />
      {asking.value && <StepUpDialog settle={asking.value.settle} />}
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
  if (me.value === undefined)
    return (
      <div class="blank" aria-busy="true">
        <div class="bone" data-size="title" />
      </div>
    );
  // A link from a mail is followed whoever is signed in.
  return me.value === null || path.value === 'sign-in' ? <SignIn key={hash.value} /> : <Frame />;
}
