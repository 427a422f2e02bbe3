import { encode } from 'uqr';
import { saveFile } from '../parts/save-file.ts';

interface Poster {
  url: string;
  /** Above the code. */
  title: string;
  /** Of the file. */
  name: string;
}

/** A5 at 150 dots an inch. */
const [width, height] = [874, 1240];
const codeSize = 620;
const at = { x: (width - codeSize) / 2, y: 330 };

/** The dark squares of the code, laid on whole dots so that a printer keeps its edges. */
function squares(url: string): { x: number; y: number; size: number }[] {
  // A fifth of the code in reserve: what a print on a shop's door needs (ISO/IEC 18004).
  const { data, size } = encode(url, { ecc: 'Q', border: 0 });
  const side = Math.floor(codeSize / size);
  const inset = Math.floor((codeSize - side * size) / 2);
  return data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [{ x: at.x + inset + x * side, y: at.y + inset + y * side, size: side }] : [])),
  );
}

/** Saves a poster that leads to a link as a drawing of any size. */
export function savePosterSvg({ url, title, name }: Poster): void {
  const path = squares(url)
    .map(({ x, y, size }) => `M${x} ${y}h${size}v${size}h-${size}z`)
    .join('');
  const text = (y: number, size: number, words: string) =>
    `<text x="${width / 2}" y="${y}" font-size="${size}" text-anchor="middle" font-family="system-ui, sans-serif">${escape(words)}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="#fff"/>${text(210, 72, title)}<path d="${path}"/>${text(1070, 34, shown(url))}</svg>`;
  saveFile(`${name}.svg`, 'image/svg+xml', svg);
}

/** Saves the same poster as a picture. */
export async function savePosterPng({ url, title, name }: Poster): Promise<void> {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#000';
  for (const { x, y, size } of squares(url)) pen.fillRect(x, y, size, size);
  pen.textAlign = 'center';
  pen.font = '72px system-ui, sans-serif';
  pen.fillText(title, width / 2, 210, width - 80);
  pen.font = '34px system-ui, sans-serif';
  pen.fillText(shown(url), width / 2, 1070, width - 80);
  saveFile(`${name}.png`, 'image/png', await canvas.convertToBlob({ type: 'image/png' }));
}

/** An address as people type it. */
function shown(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
