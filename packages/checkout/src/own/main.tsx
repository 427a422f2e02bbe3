import { draw } from '../page/draw.ts';
import { giveUp } from '../page/give-up.ts';
import { setUp } from '../page/setting.ts';
import { OwnPage } from './own-page.tsx';
import { createOwnStore } from './own-store.ts';

async function start(root: Element): Promise<void> {
  const link = /^#(own_[\w-]+)$/.exec(location.hash)?.[1] ?? '';
  const { client } = await setUp();
  const store = createOwnStore(client, link);
  draw(root, () => <OwnPage store={store} />);
}

addEventListener('hashchange', () => location.reload());

const root = document.getElementById('root') as HTMLElement;
start(root).catch((error: unknown) => {
  giveUp(root);
  throw error;
});
