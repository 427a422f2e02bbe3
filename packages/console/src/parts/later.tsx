import { useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { Failure } from './failure.tsx';

interface LaterProps {
  /** Loads the code of the part. */
  load: () => Promise<ComponentType>;
  /** Stands in its place until it is there. */
  wait: ComponentChildren;
}

/** A part whose code comes when it is shown; where it does not come, one may try again. */
export function Later({ load, wait }: LaterProps) {
  const part = useSignal<{ Part: ComponentType } | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const begin = () => {
    error.value = undefined;
    load().then(
      (Part) => (part.value = { Part }),
      (failed: unknown) => (error.value = failed),
    );
  };
  useEffect(begin, []);
  if (error.value !== undefined) return <Failure error={error.value} retry={begin} />;
  if (!part.value) return <>{wait}</>;
  const { Part } = part.value;
  return <Part />;
}
