/** Two colours of a glyph: its own, and the one behind it, for what is cut out. */
export interface Ink {
  ink: string;
  ground: string;
}

type Glyph = (colours: Ink) => string;

const line = (d: string, colour: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${more}/>`;
const shape = (d: string, colour: string) => `<path d="${d}" fill="${colour}"/>`;
const dot = (x: number, y: number, r: number, colour: string) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}"/>`;
const box = (x: number, y: number, width: number, height: number, r: number, colour: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}" fill="${colour}"/>`;
const round = (number: number) => Number(number.toFixed(1));

/** Points on two circles in turn, as a closed path. */
function burst(points: number, outer: number, inner: number): string {
  const steps = Array.from({ length: points * 2 }, (_, step) => {
    const [angle, radius] = [(step * Math.PI) / points - Math.PI / 2, step % 2 === 0 ? outer : inner];
    return `${round(Math.cos(angle) * radius)} ${round(Math.sin(angle) * radius)}`;
  });
  return `M${steps.join('L')}Z`;
}

/** One sign a product, drawn round the middle of a 48-unit square. */
export const glyphs: Record<string, Glyph> = {
  star: ({ ink }) => shape(burst(5, 22, 9.5), ink),
  leaf: ({ ink, ground }) => shape('M-17 17C-22-9-1-20 19-18C21 3 8 22-17 17Z', ink) + line('M-13 13L8-8', ground, 3.5),
  anchor: ({ ink }) =>
    line('M0-11V20M-10-5H10M-18 5C-17 15-9 20 0 20C9 20 17 15 18 5', ink, 5) +
    `<circle cy="-16" r="5" fill="none" stroke="${ink}" stroke-width="4.5"/>`,
  flame: ({ ink, ground }) =>
    shape('M1-23C4-11 17-6 17 7A17 16 0 0 1-17 7C-17-1-13-5-9-12C-7-6-5-4-2-4C-5-11-4-18 1-23Z', ink) +
    shape('M0 3C2 8 7 10 7 14A7 7 0 0 1-7 14C-7 10-2 8 0 3Z', ground),
  fish: ({ ink, ground }) =>
    shape('M-22 0Q-5-20 13-2L23-11V11L13 2Q-5 20-22 0Z', ink) +
    dot(-11, -2, 2.6, ground) +
    line('M-2-7Q3 0-2 7', ground, 2.6),
  orbit: ({ ink }) =>
    dot(0, 0, 9, ink) +
    `<ellipse rx="22" ry="9" transform="rotate(-28)" fill="none" stroke="${ink}" stroke-width="3.5"/>` +
    dot(17, -15, 4, ink),
  gem: ({ ink, ground }) =>
    shape('M-12-17H12L22-4L0 21L-22-4Z', ink) + line('M-20-4H20M-7-4L0-16L7-4L0 19Z', ground, 2.4),
  shield: ({ ink, ground }) =>
    shape('M0-22L18-15V1C18 12 9 19 0 23C-9 19-18 12-18 1V-15Z', ink) + shape(burst(5, 9, 4), ground),
  lamp: ({ ink, ground }) =>
    shape('M-15-6A15 15 0 1 1 15-6C15 1 9 4 8 11H-8C-9 4-15 1-15-6Z', ink) +
    box(-7, 14, 14, 7, 3, ink) +
    line('M-7-7A7 7 0 0 1 0-14', ground, 3),
  note: ({ ink }) =>
    `<ellipse cx="-7" cy="14" rx="9" ry="7.2" transform="rotate(-18 -7 14)" fill="${ink}"/>` +
    box(-1.5, -21, 4.5, 35, 1, ink) +
    shape('M1-21C5-12 17-12 15 3C11-5 5-5 1-6Z', ink),
  wave: ({ ink }) => [-13, 0, 13].map((y) => line(`M-21 ${y}q5.25-8 10.5 0t10.5 0t10.5 0t10.5 0`, ink, 4.5)).join(''),
  bars: ({ ink }) =>
    [14, 30, 42, 24, 34].map((height, place) => box(place * 9.5 - 21.5, -height / 2, 5.5, height, 2.7, ink)).join(''),
  kite: ({ ink, ground }) =>
    shape('M2-23L17-7L2 13L-13-7Z', ink) +
    line('M2-21V11M-11-7H15', ground, 2.4) +
    line('M2 14C-3 20-8 16-13 22', ink, 3),
  clapper: ({ ink, ground }) =>
    box(-20, -5, 40, 26, 3, ink) +
    `<g transform="rotate(-12 -20 -6)">${box(-20, -15, 40, 8, 2, ink)}${line('M-10-14L-14-8M2-14L-2-8M14-14L10-8', ground, 3)}</g>` +
    line('M-12 6H12M-12 13H4', ground, 3),
  feather: ({ ink, ground }) =>
    shape('M20-22C-4-20-16-4-14 14C4 14 20 2 20-22Z', ink) +
    line('M-20 22L9-10', ink, 3.5) +
    line('M-12 13L9-10', ground, 2.4),
  cloud: ({ ink }) => shape('M-12 15A10.5 10.5 0 0 1-13-6A14 14 0 0 1 13-8A11.5 11.5 0 0 1 12 15Z', ink),
  prism: ({ ink, ground }) => shape('M0-19L21 17H-21Z', ink) + line('M-21-1L-3 3M3 2L20-6M4 5L22 3', ground, 2.6),
  lock: ({ ink, ground }) =>
    box(-16, -4, 32, 25, 5, ink) +
    line('M-9-5V-11A9 9 0 0 1 9-11V-5', ink, 5) +
    dot(0, 6, 3.6, ground) +
    box(-1.6, 7, 3.2, 7, 1.5, ground),
  chart: ({ ink }) =>
    box(-19, 4, 9, 16, 2, ink) +
    box(-4.5, -5, 9, 25, 2, ink) +
    box(10, -14, 9, 34, 2, ink) +
    line('M-18-8L-4-17', ink, 3.5),
  lens: ({ ink }) =>
    `<circle r="18.5" fill="none" stroke="${ink}" stroke-width="5"/>` + dot(0, 0, 9, ink) + dot(15, -18, 3.5, ink),
  speech: ({ ink, ground }) =>
    shape('M-16-18H16A6 6 0 0 1 22-12V5A6 6 0 0 1 16 11H0L-11 21V11H-16A6 6 0 0 1-22 5V-12A6 6 0 0 1-16-18Z', ink) +
    [-10, 0, 10].map((x) => dot(x, -3, 2.9, ground)).join(''),
  abacus: ({ ink }) =>
    line('M-19-19H19V19H-19ZM-19-6H19M-19 7H19', ink, 3.4) +
    dot(-9, -6, 5, ink) +
    dot(1, -6, 5, ink) +
    dot(9, 7, 5, ink) +
    dot(-10, 7, 5, ink),
  brush: ({ ink }) => line('M18-20L1 1', ink, 5) + shape('M-4-3L5 5C6 15-5 22-20 21C-13 17-14 2-4-3Z', ink),
  cup: ({ ink }) =>
    shape('M-18-5H12V8A11 11 0 0 1 1 19H-7A11 11 0 0 1-18 8Z', ink) +
    line('M12-1H15A6 6 0 0 1 15 11H11', ink, 4) +
    line('M-9-20C-12-16-6-14-9-10M2-20C-1-16 5-14 2-10', ink, 3),
  bowl: ({ ink }) =>
    shape('M-22 0H22C22 10 15 17 8 18V21H-8V18C-15 17-22 10-22 0Z', ink) +
    line('M-2-5L14-22M6-5L20-19', ink, 3.4) +
    line('M-16-5C-16-12-8-12-8-5', ink, 3.4),
  basket: ({ ink, ground }) =>
    shape('M-22-4H22L17 20H-17Z', ink) +
    line('M-13-5C-12-22 12-22 13-5', ink, 4) +
    line('M-9 3L-7 14M0 3V14M9 3L7 14', ground, 3),
  drop: ({ ink, ground }) =>
    shape('M0-23C7-11 16-4 16 7A16 16 0 0 1-16 7C-16-4-7-11 0-23Z', ink) + line('M-8 8A8 8 0 0 0 0 16', ground, 3.4),
  flower: ({ ink, ground }) =>
    [0, 72, 144, 216, 288]
      .map((turn) => `<ellipse cy="-12.5" rx="8" ry="9.5" transform="rotate(${turn})" fill="${ink}"/>`)
      .join('') + dot(0, 0, 5.5, ground),
  wheel: ({ ink }) =>
    `<circle r="19" fill="none" stroke="${ink}" stroke-width="4.5"/>` +
    line('M0-18V18M-15.6-9L15.6 9M-15.6 9L15.6-9', ink, 2.4) +
    dot(0, 0, 5, ink),
  arch: ({ ink, ground }) =>
    shape('M-21 20V0A21 21 0 0 1 21 0V20Z', ink) +
    shape('M-12 20V2A12 12 0 0 1 12 2V20Z', ground) +
    shape('M-5 20V6A5 5 0 0 1 5 6V20Z', ink),
  lantern: ({ ink, ground }) =>
    `<ellipse rx="17" ry="13.5" fill="${ink}"/>` +
    box(-7, -18, 14, 5, 1.5, ink) +
    box(-7, 13, 14, 5, 1.5, ink) +
    line('M0-22V-18M0 18V23', ink, 3) +
    line('M-6-11C-10-4-10 4-6 11M6-11C10-4 10 4 6 11', ground, 2.2),
  vase: ({ ink, ground }) =>
    shape('M-9-22H9V-18C5-13 6-9 11-5C19 2 18 14 9 22H-9C-18 14-19 2-11-5C-6-9-5-13-9-18Z', ink) +
    line('M-13 3H13M-13 9H13', ground, 2.6),
  dome: ({ ink, ground }) =>
    shape('M-21 10A21 21 0 0 1 21 10Z', ink) + box(-22, 13, 44, 7, 2, ink) + shape(burst(4, 8, 2.6), ground),
  empty: ({ ink }) => line('M-16-16H16V16H-16Z', ink, 4, ' stroke-dasharray="7 7.5"'),
  half: ({ ink }) =>
    `<circle r="18" fill="none" stroke="${ink}" stroke-width="4"/>` + shape('M0-18A18 18 0 0 0 0 18Z', ink),
  rise: ({ ink }) => line('M-18 16H-6V4H6V-8H18M18-8L9-16M18-8L12 2', ink, 4.5),
  clock: ({ ink }) =>
    `<circle r="18.5" fill="none" stroke="${ink}" stroke-width="4.5"/>` + line('M0-10V1L8 6', ink, 4.5),
  broken: ({ ink }) =>
    `<circle r="18.5" fill="none" stroke="${ink}" stroke-width="4.5"/>` + line('M-7-7L7 7M7-7L-7 7', ink, 4.5),
};
