import { css } from './css.ts';

/**
 * The ground every element stands on. The reset sits on an inner `.root`, not on the host: a page's `* { … }` reaches the host and
 * would be inherited from there. Only `--kameng-*` tokens and `color-scheme` come in from the page, on purpose. All sizes are px,
 * since a page's root font size is not ours to trust. Defaults are those of the checkout's tokens.css.
 */
export const ground = css`
  :host {
    display: block;
  }
  :host([hidden]) {
    display: none !important;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  .root {
    all: initial;
    box-sizing: border-box;
    position: relative;
    color-scheme: inherit;
    display: block;
    --_surface: var(--kameng-surface, light-dark(#fff, #181c1a));
    --_edge: var(--kameng-line, light-dark(#dfe3e0, #313935));
    --_line: 1px solid var(--_edge);
    --_muted: var(--kameng-text-muted, light-dark(#56605a, #a5b0a9));
    --_radius: var(--kameng-radius, 10px);
    --_control: var(--kameng-radius-control, 8px);
    color: var(--kameng-text, light-dark(#151a17, #eef2ef));
    font: 15px/1.5
      var(--kameng-font, system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif);
    text-autospace: normal;
    -webkit-text-size-adjust: none;
  }
  [dir='rtl'] {
    direction: rtl;
    text-align: right;
  }
  * {
    box-sizing: border-box;
    margin: 0;
  }
  :focus-visible {
    outline: 2px solid var(--kameng-focus, light-dark(#0b6b4b, #6fd8b0));
    outline-offset: 2px;
  }
  .bone {
    height: 16px;
    border: 0;
    border-radius: 4px;
    background: var(--_edge);
    animation: bone 1.6s infinite alternate;
  }
  @keyframes bone {
    to {
      opacity: 0.5;
    }
  }
  @media (prefers-reduced-motion) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid ButtonText;
    }
  }
`;
