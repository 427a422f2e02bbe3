import { useEffect, useRef } from 'preact/hooks';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { showDay } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({ table: ['以表格查看', 'As a table'], day: ['日期', 'Day'] });

/** A further line over the same days. */
interface OtherLine {
  name: string;
  values: readonly number[];
}

interface ChartProps {
  name: string;
  /** Of the first line, where there are others. */
  series?: string;
  others?: readonly OtherLine[];
  /** One point a day, oldest first. */
  points: readonly { day: string; value: number }[];
  show: (value: number) => string;
}

const none: readonly OtherLine[] = [];
/** Colours of the lines, in their order; figures.css has the same for their names. */
const tokens = ['--kameng-accent', '--kameng-attention', '--kameng-text'] as const;
/** Steps of the scale: what is shown is counted, so nothing between two units. */
const steps = Array.from({ length: 12 }, (_, at) => [1, 2, 5].map((step) => step * 10 ** at)).flat();

/** A line over days, or several, with the same numbers as a table behind it for whoever reads rather than sees. */
export function Chart({ name, points, show, series = name, others = none }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current;
    if (!place) return undefined;
    // A token may be two colours in one, light and dark; as the colour of something it is the one in force.
    const colour = (token: string) => {
      place.style.color = `var(${token})`;
      return getComputedStyle(place).color;
    };
    const axis = { stroke: colour('--kameng-text-muted'), grid: { stroke: colour('--kameng-line'), width: 1 } };
    const plot = new UPlot(
      {
        width: place.clientWidth,
        height: 240,
        legend: { show: false },
        cursor: { y: false },
        series: [
          {},
          { label: series, stroke: colour('--kameng-accent'), width: 2, points: { show: points.length < 40 } },
          ...others.map((line, at) => ({
            label: line.name,
            stroke: colour(tokens[at + 1] ?? tokens[0]),
            width: 2,
            points: { show: false },
          })),
        ],
        axes: [
          axis,
          { ...axis, size: 80, incrs: steps, values: (_plot, values) => values.map((value) => show(value)) },
        ],
      },
      [
        points.map(({ day }) => Date.parse(day) / 1000),
        points.map(({ value }) => value),
        ...others.map(({ values }) => [...values]),
      ],
      place,
    );
    const watch = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: 240 }));
    watch.observe(place);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [points]);
  return (
    <figure class="card stack">
      <figcaption class="strong">{name}</figcaption>
      {others.length > 0 && (
        <ul class="legend">
          {[series, ...others.map((line) => line.name)].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <div ref={box} class="chart" aria-hidden="true" />
      <AsTable
        points={points}
        lines={[{ name: series, values: points.map(({ value }) => value) }, ...others]}
        show={show}
      />
    </figure>
  );
}

interface TableProps {
  points: ChartProps['points'];
  lines: readonly OtherLine[];
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
