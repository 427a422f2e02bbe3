import type { ComponentChildren } from 'preact';
import { say } from '../page/speak.ts';
import type { WordKey } from '../words/say.ts';
import { Heading } from './heading.tsx';
import type { IconName } from './icon.tsx';
import { Reference } from './notice.tsx';

interface StopProps {
  title: WordKey;
  /** What happened and what it means for the money, then what to do next. */
  lines: readonly WordKey[];
  icon: IconName;
  tone?: 'good' | 'bad' | 'attention';
  requestId?: string | undefined;
  children?: ComponentChildren;
}

/** A step that ends here: what happened, what it means for the money, what to do next. */
export function Stop({ title, lines, icon, tone, requestId, children }: StopProps) {
  return (
    <>
      <Heading key={title} text={say(title)} icon={icon} {...(tone && { tone })} />
      {lines.map((line) => (
        <p key={line}>{say(line)}</p>
      ))}
      {children}
      {requestId && <Reference id={requestId} />}
    </>
  );
}
