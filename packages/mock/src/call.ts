import type { Language } from '@kameng/contract/page';
import type { RouteBody, RouteName, RouteParams, RouteQuery, routes } from '@kameng/contract/routes';
import type { z } from 'zod';
import type { Actor } from './actor.ts';
import type { MockState } from './state.ts';

/** One request after parsing, as its handler gets it. */
export interface Call<Name extends RouteName> {
  state: MockState;
  actor: Actor;
  params: RouteParams<Name>;
  query: RouteQuery<Name>;
  body: RouteBody<Name>;
  language: Language;
  /** What was asked, as text: the same text is the same request. */
  request: string;
  /** Ends when the caller goes away. */
  signal: AbortSignal;
}

type Answers<Name extends RouteName> = (typeof routes)[Name]['answers'];

/** What a handler may answer with: one of the statuses that the contract names, with the body that belongs to it. */
export type Answer<Name extends RouteName> = {
  [Status in keyof Answers<Name>]: Answers<Name>[Status] extends z.ZodType
    ? { status: Status; body: z.output<Answers<Name>[Status]> }
    : Answers<Name>[Status] extends 'events'
      ? { status: Status; events: ReadableStream<Uint8Array> }
      : { status: Status };
}[keyof Answers<Name>];
