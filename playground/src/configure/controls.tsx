import { useEffect } from 'preact/hooks';
import { catalog, loadCatalog } from './catalog.ts';
import { Choice, Segments, TextField } from './fields.tsx';
import { change, elements, settings, type Settings } from './settings.ts';
import { words } from './words.ts';

const languageNames = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English', ja: '日本語', ar: 'العربية' };

/** Everything that can be set, in the order in which people ask. */
export function Controls() {
  return (
    <form class="controls" onSubmit={(event) => event.preventDefault()}>
      <WhatToShow />
      {!shows('order') && <WhoSells />}
      {!shows('script') && <HowItLooks />}
    </form>
  );
}

/** Whether the element that is configured is one of these. */
function shows(...kinds: Settings['element'][]): boolean {
  return kinds.includes(settings.value.element);
}

function WhatToShow() {
  const now = settings.value;
  return (
    <fieldset>
      <legend>{words.what}</legend>
      <Segments
        name="element"
        value={now.element}
        choices={elements.map((each) => [each, words.elements[each]])}
        onChange={(element) => change({ element })}
      />
      {shows('buy', 'product', 'script') && <ProductChoice />}
      {shows('catalog') && (
        <>
          <Choice
            label={words.category}
            value={now.category}
            choices={[['', words.everything], ...Object.entries(words.categories)]}
            onChange={(category) => change({ category })}
          />
          <Choice
            label={words.columns}
            value={now.columns}
            choices={['1', '2', '3', '4'].map((each) => [each, each])}
            onChange={(columns) => change({ columns })}
          />
        </>
      )}
      {shows('buy', 'product', 'script') && (
        <TextField
          label={words.text}
          value={now.text}
          placeholder={words.textDefault}
          onChange={(text) => change({ text })}
        />
      )}
    </fieldset>
  );
}

function WhoSells() {
  const now = settings.value;
  return (
    <fieldset class="pair">
      <legend>{words.sale}</legend>
      {!shows('script') && (
        <TextField
          label={words.site}
          why={words.siteWhy}
          value={now.site}
          onChange={(site) => change({ site: site.trim() })}
        />
      )}
      <TextField
        label={words.ref}
        why={words.refWhy}
        value={now.ref}
        onChange={(ref) => change({ ref: ref.trim().toUpperCase() })}
      />
    </fieldset>
  );
}

function HowItLooks() {
  const now = settings.value;
  return (
    <fieldset class="pair">
      <legend>{words.look}</legend>
      {!shows('order') && (
        <Choice
          label={words.mode}
          value={now.mode}
          choices={[
            ['', words.modes.auto],
            ['overlay', words.modes.overlay],
            ['redirect', words.modes.redirect],
          ]}
          onChange={(mode) => change({ mode })}
        />
      )}
      <Choice
        label={words.theme}
        value={now.theme}
        choices={[
          ['', words.themes.auto],
          ['light', words.themes.light],
          ['dark', words.themes.dark],
        ]}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        label={words.language}
        value={now.language}
        choices={[['', words.languageAuto], ...(Object.entries(languageNames) as [Settings['language'], string][])]}
        onChange={(language) => change({ language })}
      />
    </fieldset>
  );
}

function ProductChoice() {
  useEffect(() => void loadCatalog(settings.value.site), []);
  const list = catalog.value;
  if (list.status === 'failed')
    return (
      <p class="field" role="alert">
        {words.failed}{' '}
        <button type="button" onClick={() => void loadCatalog(settings.value.site)}>
          {words.retry}
        </button>
      </p>
    );
  const { product } = settings.value;
  const choices = list.status === 'ready' ? list.products.map((each): [string, string] => [each.id, each.name]) : [];
  const known = choices.some(([id]) => id === product);
  const missing: [string, string][] = known ? [] : [[product, list.status === 'loading' ? words.loading : product]];
  return (
    <Choice
      label={words.product}
      value={product}
      choices={[...missing, ...choices]}
      onChange={(id) => change({ product: id })}
    />
  );
}
