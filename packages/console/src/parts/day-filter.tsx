import { query, setQuery } from '../shell/route.ts';

/** The day (YYYY-MM-DD) that the address narrows a list to. */
export function chosenDay(): string | undefined {
  const { day = '' } = query.value;
  return /^[1-9]\d{3}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined;
}

/** Narrows a list to one day; it stands in the address. */
export function DayFilter({ label }: { label: string }) {
  return (
    <input
      type="date"
      aria-label={label}
      title={label}
      value={chosenDay() ?? ''}
      onChange={({ currentTarget }) => setQuery({ day: currentTarget.value })}
    />
  );
}
