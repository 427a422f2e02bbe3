import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the built files of the other packages lie. */
export interface BuiltFolders {
  checkout: string;
  console: string;
  widget: string;
  /** Kept releases of the widget, `vX.Y.Z` each. */
  releases: string;
  playground: string;
  docs: string;
  art: string;
  /** Version of the widget, whose files never change once published. */
  widgetVersion: string;
}

/** The folders of this checkout. */
export function builtFolders(): BuiltFolders {
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  const widget = join(root, 'packages', 'widget');
  const { version } = JSON.parse(readFileSync(join(widget, 'package.json'), 'utf8')) as { version: string };
  return {
    console: join(root, 'packages', 'console', 'dist'),
    checkout: join(root, 'packages', 'checkout', 'dist'),
    widget: join(widget, 'dist'),
    releases: join(widget, 'releases'),
    playground: join(root, 'playground', 'dist'),
    docs: join(root, 'docs', 'dist'),
    art: join(import.meta.dirname, '..', '..', 'demo', 'art'),
    widgetVersion: version,
  };
}
