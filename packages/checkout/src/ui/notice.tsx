import type { ComponentChildren } from 'preact';
import { say } from '../page/speak.ts';
import { Icon } from './icon.tsx';

/** A remark that needs the buyer; readers hear it at once. `requestId` is what support asks for. */
export function Notice({ children, requestId }: { children: ComponentChildren; requestId?: string | undefined }) {
  return (
    <div class="notice" role="alert">
      <Icon name="alert" />
      <div>
        {children}
        {requestId && <Reference id={requestId} />}
      </div>
    </div>
  );
}

/** The request's number, small and selectable. */
export function Reference({ id }: { id: string }) {
  return <p class="muted reference">{say('reference', { id })}</p>;
}
