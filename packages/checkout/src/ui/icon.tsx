/** Icons that most purchases show; the others are in late-icons.ts. */
const paths: Record<string, string> = {
  check: 'M4 10.5 8.2 15 16 5.5',
  alert: 'M10 3 18 17H2L10 3ZM10 8v4M10 14.4v.2',
  clock: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM10 6v4.3l2.8 1.7',
  shield: 'M10 2.5 16.5 5v4.6c0 3.9-2.7 6.6-6.5 7.9-3.8-1.3-6.5-4-6.5-7.9V5L10 2.5ZM7.2 10l2 2 3.6-4',
} satisfies Record<string, Drawing>;

/** The lines of an icon, as an SVG path. */
export type Drawing = `M${string}`;

export type IconName = 'check' | 'alert' | 'clock' | 'shield' | Drawing;

/** A 20-pixel stroke icon; decoration, so readers skip it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[name] ?? name} />
    </svg>
  );
}
