import { drawCodes } from './draw-codes.ts';
import { saveFile } from './save-file.ts';

/** What is kept of an order: its name, its number, and a line for each code. */
export interface Keepsake {
  title: string;
  order: string;
  lines: readonly string[];
}

/** Most codes on one picture; phones refuse larger ones, and nobody reads more from one. */
const maxDrawn = 100;

/** Keeps the codes as plain text. */
export function saveText({ order, lines }: Keepsake): void {
  saveFile(`${order}.txt`, new Blob([`${lines.join('\n')}\n`], { type: 'text/plain;charset=utf-8' }));
}

/** Keeps the codes as a picture, for the photo album of a phone. */
export async function saveImage(keepsake: Keepsake): Promise<void> {
  const canvas = drawCodes({ ...keepsake, lines: keepsake.lines.slice(0, maxDrawn) });
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob) saveFile(`${keepsake.order}.png`, blob);
}
