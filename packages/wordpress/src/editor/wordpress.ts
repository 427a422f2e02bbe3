/** The part of WordPress' editor that our blocks use, as it lies on `window.wp`; loaded by WordPress, never shipped with us. */
type Component = string | ((props: never) => unknown);
type Props = Record<string, unknown>;

interface WordPress {
  element: {
    createElement: (type: Component, props?: Props | null, ...children: unknown[]) => unknown;
    useState: <Value>(initial: Value) => [Value, (next: Value) => void];
    useEffect: (run: () => void | (() => void), on: unknown[]) => void;
    Fragment: Component;
  };
  blocks: { registerBlockType: (name: string, settings: Props) => void };
  blockEditor: { InspectorControls: Component; useBlockProps: () => Props };
  components: Record<
    | 'PanelBody'
    | 'TextControl'
    | 'SelectControl'
    | 'Button'
    | 'Placeholder'
    | 'Spinner'
    | 'Notice'
    | 'Disabled'
    | 'RangeControl',
    Component
  >;
  apiFetch: <Answer>(request: { path: string; signal?: AbortSignal }) => Promise<Answer>;
  i18n: { __: (text: string, domain: string) => string };
}

/** What PHP tells the editor about this site. */
export interface SiteSettings {
  pool: string;
  site: string;
  theme: string;
  lang: string;
}

const page = window as unknown as { wp: WordPress; kamengEditor: SiteSettings };

export const { wp, kamengEditor: siteSettings } = page;
export const { __ } = wp.i18n;

/** `wp.element.createElement`, short: these files are all markup. */
export const el = wp.element.createElement;

/** What WordPress hands to the edit function of a block whose attributes are all texts. */
export interface EditProps {
  attributes: Record<string, string>;
  setAttributes: (change: Record<string, string>) => void;
}
