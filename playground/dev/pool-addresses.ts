import type { Plugin } from 'vite';

/** Keeps addresses of the pool (`/embed/…`) as they stand in a page; Vite would take them for files of the playground. */
export function poolAddresses(): Plugin {
  return {
    name: 'kameng-pool-addresses',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replaceAll(/<script (?=[^>]*src="\/embed\/)/g, '<script vite-ignore '),
    },
  };
}
