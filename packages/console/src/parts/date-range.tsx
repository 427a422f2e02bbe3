import { useId } from 'preact/hooks';
import { query, setQuery } from '../shell/route.ts';
import { words } from '../words/words.ts';
import { Choice } from './field.tsx';

const say = words({
  range: ['时间范围', 'Period'],
  week: ['最近 7 天', 'Last 7 days'],
  month: ['最近 30 天', 'Last 30 days'],
  quarter: ['最近 90 天', 'Last 90 days'],
  own: ['自定义', 'Other days'],
  from: ['从', 'From'],
  to: ['到', 'To'],
});

const dayMs = 86_400_000;
const kept = 'kameng.period';

/** What was chosen: the address says it, or else what was chosen before on another page of this visit. */
function chosen(): Partial<Record<'days' | 'from' | 'to', string>> {
  return query.value['days']
    ? query.value
    : (JSON.parse(sessionStorage.getItem(kept) ?? '{}') as Record<string, string>);
}

function choose(change: { days?: string; from?: string; to?: string }): void {
  const { days, from, to } = { ...chosen(), ...change };
  sessionStorage.setItem(kept, JSON.stringify({ days, from, to }));
  setQuery({ days, from, to });
}

const presets = { '7': 7, '30': 30, '90': 90 } as const;
type Preset = keyof typeof presets | 'own';

/** Days from and to, both part of the period, as YYYY-MM-DD in UTC. */
export interface Period {
  from: string;
  to: string;
}

/** The period in force, the last 30 days when none was chosen; shared by every page of a desk. */
export function period(now = Date.now()): Period {
  const { days = '30', from, to } = chosen();
  if (days === 'own' && from && to && from <= to) return { from, to };
  const length = presets[days as keyof typeof presets] ?? 30;
  return { from: dayOf(now - (length - 1) * dayMs), to: dayOf(now) };
}

/** The choice of the period; it stands in the address, so it can be shared and comes back. */
export function DateRange() {
  const id = useId();
  const days: Preset =
    chosen().days === 'own' || (chosen().days ?? '30') in presets ? ((chosen().days ?? '30') as Preset) : '30';
  const { from, to } = period();
  return (
    <div class="range">
      <Choice<Preset>
        quiet
        label={say.range}
        value={days}
        choices={[
          ['7', say.week],
          ['30', say.month],
          ['90', say.quarter],
          ['own', say.own],
        ]}
        onChoice={(wanted) => choose({ days: wanted, ...(wanted === 'own' ? { from, to } : { from: '', to: '' }) })}
      />
      {days === 'own' && (
        <>
          <label class="unseen" for={`${id}-from`}>
            {say.from}
          </label>
          <input
            id={`${id}-from`}
            type="date"
            value={from}
            max={to}
            onChange={({ currentTarget }) => choose({ from: currentTarget.value })}
          />
          <label class="unseen" for={`${id}-to`}>
            {say.to}
          </label>
          <input
            id={`${id}-to`}
            type="date"
            value={to}
            min={from}
            onChange={({ currentTarget }) => choose({ to: currentTarget.value })}
          />
        </>
      )}
    </div>
  );
}

/** Every day of a period, oldest first. */
export function daysOf({ from, to }: Period): string[] {
  const first = Date.parse(from);
  return Array.from({ length: (Date.parse(to) - first) / dayMs + 1 }, (_, at) => dayOf(first + at * dayMs));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
