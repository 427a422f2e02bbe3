import { query, setQuery } from '../shell/route.ts';
import { words } from '../words/words.ts';
import { Choice } from './field.tsx';

const say = words({ status: ['状态', 'State'], all: ['全部状态', 'All states'] });

/** The state that the address narrows a list to, when it is one of them. */
export function chosenStatus<Status extends string>(
  all: Readonly<Record<Status, string>>,
  name = 'status',
): Status | undefined {
  return (Object.keys(all) as Status[]).find((each) => each === query.value[name]);
}

interface FilterProps<Status extends string> {
  all: Readonly<Record<Status, string>>;
  /** In force when the address names none; without it, the list may also show all of them. */
  first?: Status;
  /** What is chosen, where it is no state. */
  label?: string;
  /** What is shown when none is chosen, where these are no states. */
  every?: string;
  /** Its name in the address. */
  name?: string;
}

/** Narrows a list to one state; the choice stands in the address. */
export function StatusFilter<Status extends string>(props: FilterProps<Status>) {
  const { all, first, label = say.status, every = say.all, name = 'status' } = props;
  const choices = (Object.keys(all) as Status[]).map((each) => [each, all[each]] as const);
  return (
    <Choice<Status | ''>
      quiet
      label={label}
      value={chosenStatus(all, name) ?? first ?? ''}
      choices={first === undefined ? [['', every], ...choices] : choices}
      onChoice={(status) => setQuery({ [name]: status === first ? undefined : status })}
    />
  );
}
