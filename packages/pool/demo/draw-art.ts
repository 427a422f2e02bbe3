import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { productKinds } from '@kameng/contract/product';
import { drawCover } from './covers.ts';
import { readGoods } from './goods.ts';

// Run by hand after a change of goods, covers or glyphs; the pictures are committed.
const folder = join(import.meta.dirname, 'art');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const { slug, kind, category, art } of readGoods())
  writeFileSync(join(folder, `${slug}.svg`), drawCover(category === 'test' ? 'test' : kind, art));
// For goods that come without a picture of their own.
for (const [place, kind] of productKinds.entries())
  writeFileSync(join(folder, `kind-${kind}.svg`), drawCover(kind, { glyph: 'star', hue: 40 + place * 45 }));
