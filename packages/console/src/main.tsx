import { render } from 'preact';
import { App } from './shell/app.tsx';
import { followAddress } from './shell/route.ts';
import { loadMe } from './shell/load-me.ts';

followAddress();
void loadMe();
const root = document.querySelector('#root')!;
root.replaceChildren();
render(<App />, root);
