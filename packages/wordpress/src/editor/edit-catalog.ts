import { themeControl } from './theme-control.ts';
import { __, el, siteSettings, wp, type EditProps } from './wordpress.ts';

const { InspectorControls, useBlockProps } = wp.blockEditor;
const { PanelBody, TextControl, RangeControl, Disabled } = wp.components;

/** How the shelf is edited: it is shown as it is, and the sidebar narrows it. */
export function editCatalog({ attributes, setAttributes }: EditProps): unknown {
  const { category = '', brand = '', query = '', columns = '', limit = '', theme = '' } = attributes;
  const { site, lang } = siteSettings;
  const shown = {
    key: Object.values(attributes).join(' '),
    site,
    lang,
    category,
    brand,
    query,
    columns,
    limit,
    theme: theme || siteSettings.theme,
  };
  // An empty attribute would narrow the shelf to nothing.
  const filled = Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== ''));
  return el(
    'div',
    useBlockProps(),
    controls(attributes, setAttributes),
    el(Disabled, null, el('kameng-catalog', filled)),
  );
}

function controls(attributes: Record<string, string>, setAttributes: EditProps['setAttributes']): unknown {
  const shared = { __next40pxDefaultSize: true, __nextHasNoMarginBottom: true };
  const text = (key: string, label: string) =>
    el(TextControl, {
      label,
      value: attributes[key] ?? '',
      onChange: (value: string) => setAttributes({ [key]: value }),
      ...shared,
    });
  const number = (key: string, label: string, usual: number, max: number) =>
    el(RangeControl, {
      label,
      value: Number(attributes[key]) || usual,
      onChange: (value?: number) => setAttributes({ [key]: value === undefined ? '' : String(value) }),
      min: 1,
      max,
      ...shared,
    });
  return el(
    InspectorControls,
    null,
    el(
      PanelBody,
      { title: __('What the shelf shows', 'kameng') },
      text('category', __('Category', 'kameng')),
      text('brand', __('Brand', 'kameng')),
      text('query', __('Starts with a search for', 'kameng')),
      number('columns', __('Most columns', 'kameng'), 4, 6),
      number('limit', __('Products a page', 'kameng'), 12, 100),
      themeControl(attributes, setAttributes),
    ),
  );
}
