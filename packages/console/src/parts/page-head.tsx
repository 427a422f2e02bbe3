import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** The first lines of a page: its one question, what needs one now, and what can be begun here. */
export function PageHead({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ComponentChildren;
  children?: ComponentChildren;
}) {
  useEffect(() => {
    document.title = `${title} · Kameng`;
  }, [title]);
  return (
    <header class="page-head">
      <div class="grow">
        <h1>{title}</h1>
        {lead !== undefined && <p class="muted">{lead}</p>}
      </div>
      {children && <div class="actions">{children}</div>}
    </header>
  );
}
