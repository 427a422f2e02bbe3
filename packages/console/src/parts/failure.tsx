import { Refusal } from '../call/refusal.ts';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';
import { refusalWords } from './refusal-words.ts';

const say = words({ retry: ['重试', 'Try again'], reference: ['编号', 'Reference'] });

/** What went wrong, what it means and what to do; readers hear it at once. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const reference = error instanceof Refusal ? error.requestId : undefined;
  return (
    <div class="notice" data-tone="danger" role="alert">
      <Icon name="alert" />
      <div class="grow">
        <p>{refusalWords(error)}</p>
        {reference && (
          <p class="muted">
            {say.reference} <code>{reference}</code>
          </p>
        )}
      </div>
      {retry && (
        <button type="button" onClick={retry}>
          {say.retry}
        </button>
      )}
    </div>
  );
}
