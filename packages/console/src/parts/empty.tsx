import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** Nothing here yet: what would be here, and what to do first. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <p class="strong">{title}</p>
      {children}
    </div>
  );
}
