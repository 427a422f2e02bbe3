import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'attention' | 'danger' | 'plain';

/** A state in a word; the colour repeats what the word says. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ComponentChildren }) {
  return (
    <span class="badge" data-tone={tone}>
      {children}
    </span>
  );
}
