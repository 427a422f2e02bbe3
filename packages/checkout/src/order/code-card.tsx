import { groupCode } from '../format/group-code.ts';
import { showDay } from '../format/show-day.ts';
import { lang, say } from '../page/speak.ts';
import { webLink } from '../page/web-link.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import type { RevealedCode } from './order-store.ts';
import { fieldWords, listFields } from './write-codes.ts';
import type { FieldKey } from './write-codes.ts';

interface CodeCardProps {
  masked: string;
  /** Absent until it is revealed. */
  code: RevealedCode | undefined;
  position: string | undefined;
}

/** Fields that are typed in from the screen; in a password or an address a gap would look like a character. */
const grouped: readonly FieldKey[] = ['code', 'serial', 'pin'];

/** One code with all its fields, or its mask. */
export function CodeCard({ masked, code, position }: CodeCardProps) {
  if (!code) {
    return (
      <li class="code">
        {position && <p class="muted">{position}</p>}
        <code class="secret" dir="ltr">
          {masked}
        </code>
      </li>
    );
  }
  const fields = listFields(code.fields);
  const link = webLink(code.fields.link);
  return (
    <li class="code open">
      {position && <p class="muted">{position}</p>}
      {fields.map(({ key, value }) => (
        <div key={key} class="row">
          <div>
            {(!position || fields.length > 1) && <p class="muted">{say(fieldWords[key])}</p>}
            <Secret value={value} grouped={grouped.includes(key)} />
          </div>
          <CopyButton
            id={code.id + key}
            text={() => value}
            name={`${say(fieldWords[key])} ${position ?? ''}`}
            primary={fields.length === 1 && !position}
          />
        </div>
      ))}
      {link && (
        <a class="button wide" href={link} target="_blank" rel="noopener noreferrer">
          {say('open_link')}
        </a>
      )}
      {code.fields.expires_at && (
        <p class="muted">{say('valid_until', { date: showDay(lang, code.fields.expires_at) })}</p>
      )}
    </li>
  );
}

/** The value in groups that never break inside; selected and copied by hand it is exact. */
function Secret({ value, grouped }: { value: string; grouped: boolean }) {
  const groups = grouped ? groupCode(value) : [value];
  return (
    <code class={groups.length > 1 ? 'secret' : 'secret long'} dir="ltr">
      {groups.length > 1 ? groups.map((group, at) => <span key={at}>{group}</span>) : value}
    </code>
  );
}
