import { css } from './css.ts';

export const dialogStyles = css`
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
    display: grid;
    place-content: center;
    width: 48px;
    height: 48px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    color: var(--_muted);
    cursor: pointer;
  }
  header button:hover {
    color: inherit;
  }
  header button:focus-visible {
    outline-offset: -6px;
  }
  /* The cross: two lines, which forced colours leave alone, and no picture for a page's policy to refuse. */
  header button::before,
  header button::after {
    content: '';
    grid-area: 1/1;
    width: 18px;
    border-top: 2px solid;
    rotate: 45deg;
  }
  header button::after {
    rotate: -45deg;
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
    align-content: start;
    gap: 24px;
    padding: 24px;
  }
  .bones .bone {
    height: 44px;
    border-radius: var(--_control);
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
