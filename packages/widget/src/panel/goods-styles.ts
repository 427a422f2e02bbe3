import { css } from '../dialog/css.ts';

/** What cards and shelves stand on beside the ground. */
export const goods = css`
  .root {
    --_raised: var(--kameng-raised, light-dark(#f1f3f1, #202623));
    --_accent: var(--kameng-accent, light-dark(#0b6b4b, #4cc798));
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
  @media (forced-colors: active) {
    .accent {
      border: 1px solid ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;
