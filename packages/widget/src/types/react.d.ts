/** `import type {} from '@kameng/widget/react'`: the elements in React 19's JSX. */
import type { HTMLAttributes, Key, Ref } from 'react';
import type { KamengAttributes, KamengEventMap } from './elements.js';

type Listeners = { [Name in keyof KamengEventMap as `on${Name}`]?: (event: KamengEventMap[Name]) => void };
type Element<Attributes> = Omit<HTMLAttributes<HTMLElement>, keyof Attributes> &
  Omit<Attributes, 'ref'> &
  Listeners & { key?: Key | null | undefined; ref?: Ref<HTMLElement> | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends KamengElements {}
  }
}

type KamengElements = { [Tag in keyof KamengAttributes]: Element<KamengAttributes[Tag]> };
