/** The script that people paste: `<script async src="https://POOL/embed/v1/kameng.js">`. */
import type { Load } from './loader/open.ts';
import { settings } from './loader/settings.ts';
import { start } from './loader/start.ts';

declare const VERSION: string;

let attempts = '';

/** A failed import stays failed for its address, so the second attempt asks for another one. */
const load: Load = (part) => {
  const { base, pool } = settings();
  return import(`${base ?? `${pool}/embed/v1/`}${part}.js${attempts}`).catch((error) => {
    attempts += '?';
    throw error;
  });
};

start(VERSION, load);
