import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

/** One line of a chart, a value for each day. */
export interface Line {
  name: string;
  values: readonly number[];
}

/** Colours of the lines, in their order; figures.css has the same for their names. */
const tokens = ['--kameng-accent', '--kameng-attention', '--kameng-text'] as const;
/** Steps of the scale: what is shown is counted, so nothing between two units. */
const steps = Array.from({ length: 12 }, (_, at) => [1, 2, 5].map((step) => step * 10 ** at)).flat();
/** As `.chart` in figures.css reserves it. */
const height = 240;

/** Draws lines over days into a place, as wide as it is; answers how to take them away again. */
export function drawLines(
  place: HTMLElement,
  days: readonly string[],
  lines: readonly Line[],
  show: (value: number) => string,
): () => void {
  // A token may be two colours in one, light and dark; as the colour of something it is the one in force.
  const colour = (token: string) => {
    place.style.color = `var(${token})`;
    return getComputedStyle(place).color;
  };
  const axis = { stroke: colour('--kameng-text-muted'), grid: { stroke: colour('--kameng-line'), width: 1 } };
  const plot = new UPlot(
    {
      width: place.clientWidth,
      height,
      legend: { show: false },
      cursor: { y: false },
      series: [
        {},
        ...lines.map(({ name }, at) => ({
          label: name,
          stroke: colour(tokens[at] ?? tokens[0]),
          width: 2,
          points: { show: at === 0 && days.length < 40 },
        })),
      ],
      axes: [axis, { ...axis, size: 80, incrs: steps, values: (_plot, values) => values.map((value) => show(value)) }],
    },
    [days.map((day) => Date.parse(day) / 1000), ...lines.map(({ values }) => [...values])],
    place,
  );
  const watch = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }));
  watch.observe(place);
  return () => {
    watch.disconnect();
    plot.destroy();
  };
}
