import type { ProductKind } from '@kameng/contract/product';
import { glyphs } from './glyphs.ts';

/** What a product says about its picture. */
export interface Art {
  glyph: string;
  /** Degrees on the colour circle (OKLCH). */
  hue: number;
}

/** The four tones of one cover. */
interface Tones {
  ground: string;
  body: string;
  line: string;
  ink: string;
}

/** Lightness and chroma of ground, body, line and ink. Half of the kinds are deep and half are light, so that a shelf breathes. */
const deep = [
  [0.36, 0.075],
  [0.5, 0.105],
  [0.4, 0.085],
  [0.95, 0.03],
] as const;
const light = [
  [0.87, 0.05],
  [0.74, 0.095],
  [0.81, 0.07],
  [0.3, 0.07],
] as const;
const middle = [
  [0.56, 0.105],
  [0.93, 0.035],
  [0.82, 0.05],
  [0.42, 0.1],
] as const;
const plain = [
  [0.88, 0.012],
  [0.76, 0.015],
  [0.82, 0.012],
  [0.32, 0.012],
] as const;

interface Cover {
  tones: typeof deep | typeof light | typeof middle | typeof plain;
  /** Where the glyph's middle is, and how large it is. */
  glyph: { x: number; y: number; scale: number };
  /** The glyph is cut out of the line's colour instead of the body's. */
  draw(tones: Tones): string;
}

const rect = (x: number, y: number, width: number, height: number, r: number, fill: string) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}" fill="${fill}"/>`;
const circle = (x: number, y: number, r: number, fill: string) =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;

/** One silhouette a kind, so that the kind is seen before the product is. */
const covers: Record<ProductKind | 'test', Cover> = {
  game: {
    tones: deep,
    glyph: { x: 48, y: 48, scale: 0.84 },
    draw: ({ body, ground }) =>
      `<path d="M36 11h24a6 6 0 0 1 6 6v13h13a6 6 0 0 1 6 6v24a6 6 0 0 1-6 6H66v13a6 6 0 0 1-6 6H36a6 6 0 0 1-6-6V66H17a6 6 0 0 1-6-6V36a6 6 0 0 1 6-6h13V17a6 6 0 0 1 6-6Z" fill="${body}"/><path d="M48 15l5.5 7h-11ZM48 81l5.5-7h-11ZM15 48l7-5.5v11ZM81 48l-7-5.5v11Z" fill="${ground}"/>`,
  },
  video: {
    tones: deep,
    glyph: { x: 48, y: 48, scale: 0.8 },
    draw: ({ ground, body }) =>
      rect(9, 18, 78, 60, 7, body) +
      [28, 42, 56, 70].map((y) => rect(14, y - 5, 7, 7, 2, ground) + rect(75, y - 5, 7, 7, 2, ground)).join(''),
  },
  music: {
    tones: deep,
    glyph: { x: 48, y: 48, scale: 0.56 },
    draw: ({ ground, body, line }) =>
      circle(48, 48, 39, body) +
      `<circle cx="48" cy="48" r="31.5" fill="none" stroke="${line}" stroke-width="2"/><circle cx="48" cy="48" r="26" fill="none" stroke="${line}" stroke-width="2"/>` +
      circle(48, 48, 20, ground),
  },
  software: {
    tones: light,
    glyph: { x: 48, y: 55, scale: 0.82 },
    draw: ({ body, ink }) =>
      rect(11, 14, 74, 68, 8, body) +
      `<path d="M11 28h74" stroke="${ink}" stroke-width="2" opacity=".35"/>` +
      [20, 28, 36].map((x) => circle(x, 21, 2.4, ink)).join(''),
  },
  course: {
    tones: light,
    glyph: { x: 48, y: 42, scale: 0.78 },
    draw: ({ body, line, ink }) =>
      `<path d="M48 26C37 18 22 18 10 21v52c12-3 27-3 38 5c11-8 26-8 38-5V21c-12-3-27-3-38 5Z" fill="${body}"/><path d="M10 79c12-3 27-3 38 5c11-8 26-8 38-5" fill="none" stroke="${ink}" stroke-width="2.5" stroke-linecap="round" opacity=".5"/>` +
      circle(48, 42, 24, line),
  },
  coupon: {
    tones: middle,
    glyph: { x: 38, y: 48, scale: 0.8 },
    draw: ({ ground, body, line }) =>
      rect(8, 22, 80, 52, 6, body) +
      [28, 38, 48, 58, 68].map((y) => circle(88, y, 3.6, ground)).join('') +
      `<path d="M68 27v42" stroke="${line}" stroke-width="2.5" stroke-dasharray="4 5" stroke-linecap="round"/>`,
  },
  ticket: {
    tones: middle,
    glyph: { x: 48, y: 37, scale: 0.8 },
    draw: ({ ground, body, line, ink }) =>
      rect(22, 7, 52, 82, 6, body) +
      circle(22, 64, 6, ground) +
      circle(74, 64, 6, ground) +
      `<path d="M32 64h32" stroke="${line}" stroke-width="2.5" stroke-dasharray="4 5" stroke-linecap="round"/>` +
      [
        [34, 3],
        [40, 5],
        [48, 2.5],
        [53, 4],
        [60, 2.5],
      ]
        .map(([x, width]) => rect(x!, 72, width!, 10, 0.6, ink))
        .join(''),
  },
  test: {
    tones: plain,
    glyph: { x: 48, y: 48, scale: 0.9 },
    draw: ({ body, line }) =>
      `<path d="M0 96L96 0H64L0 64ZM32 96L96 32V64L64 96Z" fill="${line}"/>` + circle(48, 48, 33, body),
  },
};

/** The picture of a product as an SVG of about a kilobyte. */
export function drawCover(kind: ProductKind | 'test', { glyph, hue }: Art): string {
  const cover = covers[kind];
  const [ground, body, line, ink] = cover.tones.map(([lightness, chroma]) => toHex(lightness, chroma, hue)) as [
    string,
    string,
    string,
    string,
  ];
  const behind = kind === 'music' ? ground : kind === 'course' ? line : body;
  const draw = glyphs[glyph];
  if (!draw) throw new Error(`there is no glyph ${glyph}`);
  const { x, y, scale } = cover.glyph;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path d="M0 0h96v96H0Z" fill="${ground}"/>${cover.draw({ ground, body, line, ink })}` +
    `<g transform="translate(${x} ${y}) scale(${scale})">${draw({ ink, ground: behind })}</g></svg>\n`
  );
}

/** OKLCH to sRGB (Ottosson 2020), as #rrggbb; what lies outside is clipped. */
function toHex(lightness: number, chroma: number, hue: number): string {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${linear.map((value) => toByte(value).toString(16).padStart(2, '0')).join('')}`;
}

function toByte(linear: number): number {
  const value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(Math.min(1, Math.max(0, value)) * 255);
}
