import { css } from './drawn-element.ts';

export const checkoutStyles = css`
  dialog.root,
  .panel {
    overflow: hidden;
    background: var(--_surface);
    border: var(--_line);
    border-radius: var(--_radius);
  }
  dialog.root {
    width: 440px;
    max-width: 100vw;
    max-height: 100dvh;
    height: fit-content;
    position: fixed;
    inset: 0;
    margin: 5vh auto auto;
    box-shadow: var(--kameng-shadow, 0 12px 40px rgb(16 24 20 / 0.18));
    animation: rise 160ms;
  }
  dialog:not([open]) {
    display: none;
  }
  ::backdrop {
    background: rgb(10 14 12 / 0.5);
  }
  @keyframes rise {
    from {
      opacity: 0;
    }
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-inline-start: 16px;
    border-bottom: var(--_line);
    font-weight: 600;
  }
  header button {
    height: 48px;
    padding: 0 14px;
    border: 0;
    color: var(--_muted);
  }
  header button:focus-visible {
    outline-offset: -6px;
  }
  .stage {
    display: grid;
    min-height: 320px;
  }
  .stage > * {
    grid-area: 1/1;
  }
  iframe {
    width: 100%;
    border: 0;
    color-scheme: inherit;
  }
  dialog iframe {
    max-height: calc(90dvh - 51px);
  }
  .wait iframe {
    visibility: hidden;
  }
  .bones {
    display: grid;
    grid-template-columns: 56px 1fr;
    align-content: start;
    gap: 24px 12px;
    padding: 24px;
  }
  .bones .bone {
    grid-column: 1/-1;
    height: 44px;
    border-radius: var(--_control);
  }
  .bones :first-child {
    grid-column: 1;
    height: 56px;
  }
  .bones :nth-child(2) {
    grid-column: 2;
    height: 16px;
    margin: auto 0;
    border-radius: 4px;
  }
  @media (width < 480px) {
    dialog.root {
      width: 100vw;
      height: 100dvh;
      margin: 0;
      border: 0;
      border-radius: 0;
    }
    dialog iframe {
      height: calc(100dvh - 49px);
      max-height: none;
    }
  }
`;
