import { calls } from 'virtual:desks';
import type { DeskAnswer, DeskRouteName, SentDeskBody, SentDeskQuery } from '@kameng/contract/desk-routes';
import { organisation, signedOut } from '../shell/me.ts';
import { language } from '../words/language.ts';
import { askStepUp } from '../shell/step-up.ts';
import { Refusal } from './refusal.ts';
import { send } from './send.ts';

/** What a call may carry: the id in its path, its query and its body, as far as it has them. */
export type CallInput<Name extends DeskRouteName> = {
  id?: string;
  /** Further parts of its path. */
  rest?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
  /** Reads an answer that comes as a stream and may take minutes. */
  read?: (response: Response) => Promise<string>;
} & (SentDeskQuery<Name> extends undefined ? { query?: never } : { query?: SentDeskQuery<Name> }) &
  (SentDeskBody<Name> extends undefined ? { body?: never } : { body: SentDeskBody<Name> });

interface LooseInput {
  id?: string;
  rest?: Readonly<Record<string, string>>;
  query?: object;
  body?: unknown;
  signal?: AbortSignal;
  read?: (response: Response) => Promise<string>;
}

type Given<Name extends DeskRouteName> =
  Record<string, never> extends CallInput<Name> ? [input?: CallInput<Name>] : [input: CallInput<Name>];

/**
 * Makes one call of the contract for the organisation one is at work for. Asks who is there when the pool wants to know, and then
 * sends the same call again. Throws Refusal.
 */
export async function call<Name extends DeskRouteName>(name: Name, ...[input]: Given<Name>): Promise<DeskAnswer<Name>> {
  const { id = '', rest, query, body, signal, read } = (input ?? {}) as LooseInput;
  const parts: Readonly<Record<string, string>> = { ...rest, id };
  const [method = '', path = ''] = calls[name].split(' ');
  const headers: Record<string, string> = {
    // The desk's language is chosen at the desk; the browser's own may be another.
    'Accept-Language': language.value,
    ...(organisation.value && { 'Kameng-Organisation': organisation.value.id }),
    // One intent, one key: when the step-up makes it go twice, it still happens once.
    ...(method === 'POST' && { 'Idempotency-Key': crypto.randomUUID() }),
  };
  const attempt = () =>
    send<DeskAnswer<Name>>(
      method,
      path.replaceAll(/\{(\w+)\}/g, (_match, part: string) => encodeURIComponent(parts[part] ?? '')),
      {
        query,
        ...(method === 'POST' && { body: body ?? {} }),
        headers,
        signal,
        read,
      },
    );
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'sign_in_required') signedOut();
    if (error.code !== 'step_up_required' || name === 'stepUp' || !(await askStepUp())) throw error;
    return attempt();
  }
}
