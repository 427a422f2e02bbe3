import { chooseProduct } from './choose-product.ts';
import { themeControl } from './theme-control.ts';
import { __, el, siteSettings, wp, type EditProps } from './wordpress.ts';

const { InspectorControls, useBlockProps } = wp.blockEditor;
const { PanelBody, TextControl, SelectControl, Disabled, Button } = wp.components;

/** How a block round one product is edited: choose a product, then see the element itself, alive but not clickable. */
export function editOffer(name: 'kameng-buy' | 'kameng-product') {
  return function Edit({ attributes, setAttributes }: EditProps): unknown {
    const props = useBlockProps();
    const { product = '' } = attributes;
    if (!product)
      return el('div', props, el(chooseProduct, { onChoose: (id: string) => setAttributes({ product: id }) }));
    return el('div', props, controls(name, attributes, setAttributes), el(Disabled, null, preview(name, attributes)));
  };
}

function preview(name: string, attributes: Record<string, string>): unknown {
  const { product, theme = '', label = '' } = attributes;
  const { site, lang } = siteSettings;
  // A new key makes a new element when the product changes.
  const shown = { key: `${product} ${theme}`, product, site, lang, theme: theme || siteSettings.theme || undefined };
  if (name === 'kameng-product') return el(name, shown);
  const button = { className: 'wp-block-button__link wp-element-button', href: `${siteSettings.pool}/buy/${product}` };
  return el(name, shown, el('a', button, label || __('Buy', 'kameng')));
}

function controls(
  name: string,
  attributes: Record<string, string>,
  setAttributes: EditProps['setAttributes'],
): unknown {
  const text = (key: string, label: string, more = {}) =>
    el(TextControl, {
      label,
      value: attributes[key] ?? '',
      onChange: (value: string) => setAttributes({ [key]: value }),
      __next40pxDefaultSize: true,
      __nextHasNoMarginBottom: true,
      ...more,
    });
  return el(
    InspectorControls,
    null,
    el(
      PanelBody,
      { title: __('Product', 'kameng') },
      el('p', null, el('code', null, attributes.product)),
      el(
        Button,
        { variant: 'secondary', onClick: () => setAttributes({ product: '' }) },
        __('Choose another', 'kameng'),
      ),
    ),
    el(
      PanelBody,
      { title: __('Button and checkout', 'kameng') },
      name === 'kameng-buy' && text('label', __('Text of the button', 'kameng'), { placeholder: __('Buy', 'kameng') }),
      name === 'kameng-buy' && text('quantity', __('Quantity', 'kameng'), { type: 'number', min: 1, placeholder: '1' }),
      text('coupon', __('Coupon', 'kameng')),
      el(SelectControl, {
        label: __('The checkout opens', 'kameng'),
        value: attributes.mode ?? '',
        options: [
          { value: '', label: __('over the page where that is safe', 'kameng') },
          { value: 'overlay', label: __('always over the page', 'kameng') },
          { value: 'redirect', label: __('on the pool’s page', 'kameng') },
        ],
        onChange: (mode: string) => setAttributes({ mode }),
        __next40pxDefaultSize: true,
        __nextHasNoMarginBottom: true,
      }),
      themeControl(attributes, setAttributes),
    ),
  );
}
