import type { ComponentChildren } from 'preact';
import { say, speakOf } from '../page/speak.ts';
import { lazy } from '../ui/lazy.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Views } from '../unusual/views.tsx';

/** A late view by its name, with its own properties. */
type LateProps = { [Name in keyof Views]: { view: Name } & Parameters<Views[Name]>[0] }[keyof Views];

/** What is shown while an order, or a part of its page, is on its way. */
export const skeleton = () => <Skeleton text={say('opening_order')} lines={['head', 'line', 'big', 'field']} />;

/** A view that few orders meet; its code and its words come when the first such view is drawn. */
export const Late: (props: LateProps) => ComponentChildren = lazy(async () => {
  const [{ views }] = await Promise.all([import('../unusual/views.tsx'), speakOf('unusual', 'refused')]);
  return ({ view, ...props }: LateProps) => {
    const View = views[view] as (props: object) => ComponentChildren;
    return <View {...props} />;
  };
}, skeleton);
