/** `import type {} from '@kameng/widget/preact'`: the elements in Preact's JSX. */
import type { HTMLAttributes, Ref } from 'preact';
import type { KamengAttributes, KamengEventMap } from './elements.js';

type Listeners = { [Name in keyof KamengEventMap as `on${Name}`]?: (event: KamengEventMap[Name]) => void };
type Element<Attributes> = Omit<HTMLAttributes<HTMLElement>, keyof Attributes | 'ref'> &
  Omit<Attributes, 'ref'> &
  Listeners & { ref?: Ref<HTMLElement> | undefined };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends KamengElements {}
  }
}

type KamengElements = { [Tag in keyof KamengAttributes]: Element<KamengAttributes[Tag]> };
