/** Shapes drawn on a 20-pixel grid with a 1.5-pixel stroke. */
const paths = {
  home: 'M3 9.5 10 3.5l7 6M5 8.5V16.5h10V8.5M8.5 16.5v-4h3v4',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M13 4a2.8 2.8 0 0 1 0 5.2M15 12.3c1.7.7 2.8 2.1 3 4.2',
  key: 'M7 13.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM10.7 9.7H18M15 9.7v3M12.7 9.7v2',
  shield: 'M10 2.5 16.5 5v4.6c0 3.9-2.7 6.6-6.5 7.9-3.8-1.3-6.5-4-6.5-7.9V5L10 2.5ZM7.2 10l2 2 3.6-4',
  device: 'M3 4.5h14v9H3ZM7 17h6M10 13.5V17',
  list: 'M7 5.5h10M7 10h10M7 14.5h10M3.5 5.5h.1M3.5 10h.1M3.5 14.5h.1',
  money: 'M2.5 5h15v10h-15ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM5.2 10h.1M14.7 10h.1',
  box: 'M3 6.5 10 3l7 3.5v7L10 17l-7-3.5v-7ZM3 6.5l7 3.5 7-3.5M10 10v7',
  tag: 'M3 3.5h6.5l7.5 7.5-6 6L3.5 9.5ZM6.7 7h.1',
  upload: 'M10 13V3.5M6 7l4-3.7L14 7M3.5 12.5v4h13v-4',
  scales: 'M10 3v13.5M6 16.5h8M4 5.5h12M4 5.5l-2 5.5h4Zm12 0-2 5.5h4Z',
  send: 'M17 3 2.5 9l5.5 2.5L10.5 17 17 3ZM8 11.5 17 3',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1',
  globe:
    'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM2.5 10h15M10 2.5c2.2 2.2 3 4.7 3 7.5s-.8 5.3-3 7.5c-2.2-2.2-3-4.7-3-7.5s.8-5.3 3-7.5Z',
  chart: 'M3 3v14h14M6.5 13.5v-3M10 13.5V7M13.5 13.5V9.5',
  inbox: 'M3 11.5 5 4h10l2 7.5V16H3ZM3 11.5h4.2l1 2h3.6l1-2H17',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  alert: 'M10 3 18 17H2L10 3ZM10 8v4M10 14.4v.2',
  check: 'M4 10.5 8.2 15 16 5.5',
  cross: 'M5 5l10 10M15 5 5 15',
  down: 'M5 7.5l5 5 5-5',
  left: 'M12.5 5l-5 5 5 5',
  right: 'M7.5 5l5 5-5 5',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  save: 'M10 3.5V13M6 9.3l4 3.7 4-3.7M3.5 12.5v4h13v-4',
  clock: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM10 6v4.3l2.8 1.7',
  leave: 'M8 3.5H3.5v13H8M12.5 6l4 4-4 4M16.5 10H8',
  copy: 'M7 7h9.5v9.5H7ZM4 13H3.5V3.5H13V4',
  plus: 'M10 4v12M4 10h12',
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
