import { query, setQuery } from '../shell/route.ts';
import { words } from '../words/words.ts';
import { Choice } from './field.tsx';

const say = words({ status: ['状态', 'State'], all: ['全部状态', 'All states'] });

/** The state that the address narrows a list to, when it is one of them. */
export function chosenStatus<Status extends string>(all: Readonly<Record<Status, string>>): Status | undefined {
  return (Object.keys(all) as Status[]).find((each) => each === query.value['status']);
}

interface FilterProps<Status extends string> {
  all: Readonly<Record<Status, string>>;
  /** In force when the address names none; without it, the list may also show all of them. */
  first?: Status;
  /** What is chosen, where it is no state. */
  label?: string;
}

/** Narrows a list to one state; the choice stands in the address. */
export function StatusFilter<Status extends string>({ all, first, label = say.status }: FilterProps<Status>) {
  const choices = (Object.keys(all) as Status[]).map((each) => [each, all[each]] as const);
  return (
    <Choice<Status | ''>
      quiet
      label={label}
      value={chosenStatus(all) ?? first ?? ''}
      choices={first === undefined ? [['', say.all], ...choices] : choices}
      onChoice={(status) => setQuery({ status })}
    />
  );
}
