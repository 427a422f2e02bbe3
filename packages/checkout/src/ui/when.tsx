import { showAgo, showTime } from '../format/show-time.ts';
import { lang } from '../page/speak.ts';

/** A time as people say it, with the exact one on hover and for machines. */
export function When({ at }: { at: string }) {
  const exact = showTime(lang, at);
  return (
    <time dateTime={at} title={exact}>
      {showAgo(lang, at, Date.now())}
    </time>
  );
}
