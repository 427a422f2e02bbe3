import type { ComponentChildren } from 'preact';
import { say } from '../page/speak.ts';
import type { WordKey } from '../words/say.ts';
import type { OrderStore } from './order-store.ts';

interface UnfoldProps {
  store: OrderStore;
  part: NonNullable<OrderStore['unfolded']>;
  word: WordKey;
  children: ComponentChildren;
}

/** Folded until the buyer asks; only then is what is in it fetched and drawn. */
export function Unfold({ store, part, word, children }: UnfoldProps) {
  return (
    <details
      open={store.unfolded === part}
      onToggle={({ currentTarget: { open } }) => open && store.unfolded !== part && store.set({ unfolded: part })}
    >
      <summary>{say(word)}</summary>
      {store.unfolded === part && children}
    </details>
  );
}
