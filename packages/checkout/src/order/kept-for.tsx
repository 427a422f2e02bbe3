import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { say } from '../page/speak.ts';

const minuteMs = 60_000;

/** How long the codes are still kept, in words that change once a minute, so that a reader is not talked to every second. */
export function KeptFor({ until, onEnd }: { until: string; onEnd: () => void }) {
  const leftMs = useSignal(Date.parse(until) - Date.now());
  useEffect(() => {
    const look = () => {
      leftMs.value = Date.parse(until) - Date.now();
      if (leftMs.value > 0) return;
      clearInterval(timer);
      onEnd();
    };
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [until]);
  const minutes = Math.floor(leftMs.value / minuteMs);
  return <p class="muted">{minutes >= 1 ? say('kept_for', { n: minutes }) : say('kept_short')}</p>;
}
