import { call } from '../call/call.ts';
import { refusalWords } from '../parts/refusal-words.ts';
import { toast } from '../parts/toast.tsx';
import { loadMe } from '../shell/load-me.ts';
import { chooseOrganisation, me } from '../shell/me.ts';
import { go, path } from '../shell/route.ts';
import { keep, readKept } from '../storage/kept.ts';
import { fill, words } from '../words/words.ts';

const say = words({ joined: ['您已加入 {name}', 'You have joined {name}'] });
const kept = 'invitation';

/** After signing in: accepts the invitation one came with, and opens the desk. */
export async function arrive(): Promise<void> {
  await loadMe();
  const token = readKept(kept);
  if (token !== null && me.value) {
    keep(kept, null);
    try {
      const { id, name } = await call('acceptInvitation', { body: { token } });
      await loadMe();
      chooseOrganisation(id);
      toast(fill(say.joined, { name }));
    } catch (error) {
      // One is signed in all the same; the invitation may have been for another address.
      toast(refusalWords(error));
    }
  }
  if (path.value === 'sign-in') go('', { replace: true });
}
