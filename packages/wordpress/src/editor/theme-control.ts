import { __, el, wp, type EditProps } from './wordpress.ts';

/** Light, dark, or as the settings of the site say. */
export function themeControl(attributes: Record<string, string>, setAttributes: EditProps['setAttributes']): unknown {
  return el(wp.components.SelectControl, {
    label: __('Theme', 'kameng'),
    value: attributes.theme ?? '',
    options: [
      { value: '', label: __('As in the settings', 'kameng') },
      { value: 'light', label: __('Light', 'kameng') },
      { value: 'dark', label: __('Dark', 'kameng') },
    ],
    onChange: (theme: string) => setAttributes({ theme }),
    __next40pxDefaultSize: true,
    __nextHasNoMarginBottom: true,
  });
}
