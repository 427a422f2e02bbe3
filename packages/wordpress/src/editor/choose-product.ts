import { searchProducts, type FoundProduct } from './search-products.ts';
import { showMoney } from './show-money.ts';
import { __, el, wp } from './wordpress.ts';

const { useEffect, useState } = wp.element;
const { Button, Notice, Placeholder, Spinner, TextControl } = wp.components;

/** Rests after the last key before it asks, so that typing a word is one search. */
const restMs = 250;

/** Searches the pool's catalogue by way of this site's REST route, and hands over the id of what was chosen. */
export function chooseProduct({ onChoose }: { onChoose: (id: string) => void }): unknown {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<FoundProduct[] | undefined>(undefined);
  const [trouble, setTrouble] = useState('');

  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      try {
        setFound(await searchProducts(words, stop.signal));
        setTrouble('');
      } catch (error) {
        if (!stop.signal.aborted)
          setTrouble((error as { message?: string }).message ?? __('The search failed.', 'kameng'));
      }
    }, restMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [words]);

  return el(
    Placeholder,
    { icon: 'cart', label: __('Choose a product', 'kameng'), isColumnLayout: true },
    el(TextControl, {
      label: __('Search the pool', 'kameng'),
      type: 'search',
      value: words,
      onChange: setWords,
      __next40pxDefaultSize: true,
      __nextHasNoMarginBottom: true,
    }),
    trouble !== '' && el(Notice, { status: 'error', isDismissible: false }, trouble),
    trouble === '' && found === undefined && el(Spinner),
    trouble === '' && found?.length === 0 && el('p', null, __('Nothing was found.', 'kameng')),
    trouble === '' &&
      found !== undefined &&
      el(
        'ul',
        { className: 'kameng-found', role: 'list', style: { listStyle: 'none', margin: 0, padding: 0 } },
        ...found.map((each) => row(each, onChoose)),
      ),
  );
}

function row({ id, name, price }: FoundProduct, onChoose: (id: string) => void): unknown {
  return el(
    'li',
    { key: id },
    el(Button, { variant: 'tertiary', onClick: () => onChoose(id) }, `${name} · ${showMoney(price)}`),
  );
}
