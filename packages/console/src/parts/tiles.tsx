import type { ComponentChildren } from 'preact';
import { showChange } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({ before: ['较上期 {change}', '{change} on the period before'] });

/** One number: what it is, what it was before, and where it leads. */
export interface Figure {
  name: string;
  value: ComponentChildren;
  /** Change against the period before as a share; left out when there is nothing to compare with. */
  change?: number | undefined;
  note?: string;
  href?: string;
  /** Needs somebody now. */
  attention?: boolean;
}

/** A few numbers beside each other. */
export function Tiles({ figures }: { figures: readonly Figure[] }) {
  return (
    <div class="tiles">
      {figures.map((figure) =>
        figure.href === undefined ? (
          <div key={figure.name} class="tile" data-tone={figure.attention ? 'attention' : undefined}>
            <Inside {...figure} />
          </div>
        ) : (
          <a key={figure.name} class="tile" href={figure.href} data-tone={figure.attention ? 'attention' : undefined}>
            <Inside {...figure} />
          </a>
        ),
      )}
    </div>
  );
}

function Inside({ name, value, change, note }: Figure) {
  return (
    <>
      <span class="muted">{name}</span>
      <span class="tile-value">{value}</span>
      {change !== undefined && <span class="muted">{fill(say.before, { change: showChange(change) })}</span>}
      {note !== undefined && <span class="muted">{note}</span>}
    </>
  );
}
