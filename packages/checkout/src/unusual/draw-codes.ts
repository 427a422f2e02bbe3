import type { Keepsake } from './save-codes.ts';

const width = 720;
const margin = 40;
const lineHeight = 44;
const sans = 'system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif';
const mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

/** Draws codes dark on white, whatever the theme: a picture is looked at in an album and on paper. */
export function drawCodes({ title, order, lines }: Keepsake): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  const room = width - 2 * margin;
  pen.font = `24px ${mono}`;
  const rows = lines.flatMap((line) => wrap(line, (text) => pen.measureText(text).width <= room));
  canvas.width = width;
  canvas.height = 2 * margin + 96 + rows.length * lineHeight;
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#151a17';
  pen.font = `600 26px ${sans}`;
  pen.fillText(title, margin, margin + 26, room);
  pen.fillStyle = '#56605a';
  pen.font = `18px ${mono}`;
  pen.fillText(order, margin, margin + 60, room);
  pen.fillStyle = '#151a17';
  pen.font = `24px ${mono}`;
  for (const [at, row] of rows.entries()) pen.fillText(row, margin, margin + 122 + at * lineHeight);
  return canvas;
}

/** Breaks a line where it no longer fits; a code may break anywhere, for it has no words. */
export function wrap(line: string, fits: (text: string) => boolean): string[] {
  const rows: string[] = [];
  let row = '';
  for (const letter of line) {
    if (row && !fits(row + letter)) {
      rows.push(row);
      row = '';
    }
    row += letter;
  }
  return [...rows, row];
}
