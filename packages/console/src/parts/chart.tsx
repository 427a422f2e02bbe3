import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { showDay } from '../words/show.ts';
import { words } from '../words/words.ts';
import type { Line } from './draw-lines.ts';
import { Failure } from './failure.tsx';

const say = words({ table: ['以表格查看', 'As a table'], day: ['日期', 'Day'] });

interface ChartProps {
  name: string;
  /** Of the first line, where there are others. */
  series?: string;
  /** Further lines over the same days. */
  others?: readonly Line[];
  /** One point a day, oldest first. */
  points: readonly { day: string; value: number }[];
  show: (value: number) => string;
}

const none: readonly Line[] = [];

/** A line over days, or several, with the same numbers as a table behind it for whoever reads rather than sees. */
export function Chart({ name, points, show, series = name, others = none }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const error = useSignal<unknown>(undefined);
  const drawn = useSignal(false);
  const lines = [{ name: series, values: points.map(({ value }) => value) }, ...others];
  const draw = () => {
    let shown = true;
    let erase: (() => void) | undefined;
    error.value = undefined;
    // Later than the numbers: its place is kept, and the table below says the same.
    import('./draw-lines.ts').then(
      ({ drawLines }) => {
        const days = points.map(({ day }) => day);
        if (!shown || !box.current) return;
        erase = drawLines(box.current, days, lines, show);
        drawn.value = true;
      },
      (failed: unknown) => {
        if (shown) error.value = failed;
      },
    );
    return () => {
      shown = false;
      erase?.();
    };
  };
  useEffect(draw, [points]);
  return (
    <figure class="card stack">
      <figcaption class="strong">{name}</figcaption>
      {others.length > 0 && (
        <ul class="legend">
          {lines.map((line) => (
            <li key={line.name}>{line.name}</li>
          ))}
        </ul>
      )}
      <div
        ref={box}
        class="chart"
        aria-hidden="true"
        aria-busy={!drawn.value && error.value === undefined}
        hidden={error.value !== undefined}
      />
      {error.value !== undefined && <Failure error={error.value} />}
      <AsTable points={points} lines={lines} show={show} />
    </figure>
  );
}

interface TableProps {
  points: ChartProps['points'];
  lines: readonly Line[];
  show: ChartProps['show'];
}

function AsTable({ points, lines, show }: TableProps) {
  return (
    <details>
      <summary>{say.table}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.day}</th>
            {lines.map(({ name }) => (
              <th key={name} scope="col" data-end>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map(({ day }, at) => (
            <tr key={day}>
              <td>{showDay(day)}</td>
              {lines.map(({ name, values }) => (
                <td key={name} data-end>
                  {show(values[at] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
