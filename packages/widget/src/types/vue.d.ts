/** `import type {} from '@kameng/widget/vue'`: the elements in Vue's templates. Tell the compiler: `isCustomElement: (tag) => tag.startsWith('kameng-')`. */
import type { DefineComponent } from 'vue';
import type { KamengAttributes } from './elements.js';

declare module 'vue' {
  interface GlobalComponents extends KamengElements {}
}

type KamengElements = { [Tag in keyof KamengAttributes]: DefineComponent<Omit<KamengAttributes[Tag], 'ref'>> };
