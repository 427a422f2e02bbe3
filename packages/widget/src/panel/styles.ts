import { css } from './drawn-element.ts';

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
    --_raised: var(--kameng-raised, light-dark(#f1f3f1, #202623));
    --_edge: var(--kameng-line, light-dark(#dfe3e0, #313935));
    --_line: 1px solid var(--_edge);
    --_muted: var(--kameng-text-muted, light-dark(#56605a, #a5b0a9));
    --_accent: var(--kameng-accent, light-dark(#0b6b4b, #4cc798));
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
  button,
  .button,
  input {
    font: inherit;
    color: inherit;
    height: 44px;
    border: 1px solid var(--kameng-line-strong, light-dark(#87908b, #707b75));
    border-radius: var(--_control);
    background: var(--_surface);
    padding: 0 16px;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    transition: background-color 120ms;
  }
  button:hover {
    background: var(--_raised);
  }
  .accent {
    background: var(--_accent);
    border-color: transparent;
    color: var(--kameng-on-accent, light-dark(#fff, #06251a));
  }
  .accent:hover {
    background: var(--kameng-accent-strong, light-dark(#08543b, #6fd8b0));
  }
  :focus-visible {
    outline: 2px solid var(--kameng-focus, light-dark(#0b6b4b, #6fd8b0));
    outline-offset: 2px;
  }
  svg {
    width: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
  }
  small {
    font-size: 13px;
    color: var(--_muted);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .note {
    grid-area: 1/1/-1/-1;
    display: grid;
    gap: 12px;
    place-content: center;
    place-items: center;
    min-height: 142px;
    padding: 16px;
    text-align: center;
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
    .accent,
    .bone {
      border: 1px solid ButtonText;
    }
  }
`;
