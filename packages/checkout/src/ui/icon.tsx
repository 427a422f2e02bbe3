const paths = {
  check: 'M4 10.5 8.2 15 16 5.5',
  alert: 'M10 3 18 17H2L10 3ZM10 8v4M10 14.4v.2',
  clock: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM10 6v4.3l2.8 1.7',
  back: 'M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 0 9',
  shield: 'M10 2.5 16.5 5v4.6c0 3.9-2.7 6.6-6.5 7.9-3.8-1.3-6.5-4-6.5-7.9V5L10 2.5ZM7.2 10l2 2 3.6-4',
  box: 'M3 6.5 10 3l7 3.5v7L10 17l-7-3.5v-7ZM3 6.5l7 3.5 7-3.5M10 10v7',
} as const;

export type IconName = keyof typeof paths;

/** A 20-pixel stroke icon; decoration, so readers skip it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
