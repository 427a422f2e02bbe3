import { showAgo, showTime } from '../words/show.ts';

/** A moment as people say it, exact when pointed at. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={showTime(at)}>
      {showAgo(at)}
    </time>
  );
}
