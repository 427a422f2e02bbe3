import type { Drawing } from './icon.tsx';

export const back: Drawing = 'M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 0 9';
export const box: Drawing = 'M3 6.5 10 3l7 3.5v7L10 17l-7-3.5v-7ZM3 6.5l7 3.5 7-3.5M10 10v7';
