import type { ComponentChildren } from 'preact';
import { drawSoon } from '../page/draw.ts';
import { say } from '../page/speak.ts';

type Component<Props> = (props: Props) => ComponentChildren;

/** A component whose code comes when it is first drawn: for views few buyers see. When it does not come, it can be asked for again. */
export function lazy<Props extends object>(
  load: () => Promise<Component<Props>>,
  waiting?: () => ComponentChildren,
): Component<Props> {
  let View: Component<Props> | undefined;
  let state: 'new' | 'asked' | 'failed' = 'new';
  const ask = () => {
    state = 'asked';
    load()
      .then(
        (view) => (View = view),
        () => (state = 'failed'),
      )
      .finally(drawSoon);
    drawSoon();
  };
  return (props) => {
    if (state === 'new') ask();
    if (View) return <View {...props} />;
    if (state === 'asked') return waiting?.();
    return (
      <>
        <p>{say('offline_what')}</p>
        <button type="button" class="wide" onClick={ask}>
          {say('try_again')}
        </button>
      </>
    );
  };
}
