import { Parser } from 'saxen';
import { WorkbookRefused } from './workbook-fault.ts';

/** What is told of a part while it is read; names are without their prefix. */
export interface Listener {
  open?: (name: string, attributes: () => Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** Characters without any tag in them; the longest text of a cell is 32,767. */
const quietMax = 1_000_000;

/** Goes through a part of a workbook. Entities of its own, as bombs are made of, are not resolved. Throws WorkbookRefused. */
export async function parseXml(pieces: AsyncIterable<string>, { open, close, text }: Listener): Promise<void> {
  let quiet = 0;
  const parser = new Parser();
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('openTag', (name, attributes, decode) => {
    quiet = 0;
    open?.(local(name), () =>
      Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)])),
    );
  });
  parser.on('closeTag', (name) => {
    quiet = 0;
    close?.(local(name));
  });
  parser.on('text', (found, decode) => text?.(decode(found)));
  parser.on('cdata', (found) => text?.(found));
  parser.on('error', () => {
    throw new WorkbookRefused('broken');
  });
  for await (const piece of pieces) {
    quiet += piece.length;
    parser.write(piece);
    if (quiet > quietMax) throw new WorkbookRefused('broken');
  }
  parser.end();
}
