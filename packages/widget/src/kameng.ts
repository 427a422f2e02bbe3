/** The script that people paste: `<script async src="https://POOL/embed/v1/kameng.js">`. */
import type { Panel } from './loader/open.ts';
import { settings } from './loader/settings.ts';
import { start } from './loader/start.ts';

declare const VERSION: string;

let attempts = '';

/** A failed import stays failed for its address, so the second attempt asks for another one. */
function loadPanel(): Promise<Panel> {
  const { base, pool } = settings();
  return import(`${base ?? `${pool}/embed/v1/`}panel.js${attempts}`).catch((error) => {
    attempts += '?';
    throw error;
  });
}

start(VERSION, loadPanel);
