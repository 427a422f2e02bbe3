import { css } from '../dialog/css.ts';

export const productStyles = css`
  :host {
    container-type: inline-size;
  }
  .card {
    height: 100%;
    display: grid;
    grid-template: 72px 1fr / 72px 1fr;
    gap: 16px 12px;
    padding: 16px;
    background: var(--_surface);
    border: var(--_line);
    border-radius: var(--_radius);
  }
  img,
  .card > .bone {
    width: 72px;
    height: 72px;
    border-radius: var(--_control);
    object-fit: cover;
    background: var(--_raised);
  }
  .about {
    min-width: 0;
    align-content: center;
  }
  .about .bone {
    display: block;
    margin: 8px 0;
  }
  .bone + .bone {
    max-width: 50%;
  }
  .about * {
    unicode-bidi: plaintext;
  }
  .title {
    font-weight: 600;
    line-height: 1.4;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .about small {
    display: block;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .terms {
    grid-column: 1/-1;
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 12px;
  }
  .money {
    flex: 999 1 110px;
    display: grid;
    min-height: 52px;
    align-content: end;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .money .bone {
    display: block;
    height: 24px;
    width: 110px;
    margin-bottom: 8px;
  }
  .price {
    font-size: 24px;
    font-weight: 600;
    line-height: 1.25;
    white-space: nowrap;
  }
  .saving {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    font-size: 13px;
    color: var(--_accent);
  }
  s {
    color: var(--_muted);
  }
  b {
    font-weight: 600;
    color: var(--kameng-attention, light-dark(#8a5a00, #f0bf63));
  }
  .button {
    flex: 1 0 auto;
    min-width: 88px;
    white-space: nowrap;
  }
  .button.bone {
    height: 44px;
    border-radius: var(--_control);
  }
  [aria-disabled='true'] {
    background: var(--_raised);
    border-color: transparent;
    color: var(--_muted);
    cursor: default;
  }
  .sold_out img {
    filter: grayscale(1);
    opacity: 0.6;
  }
  @container (width >= 560px) {
    .card {
      grid-template: auto / 72px 1fr auto;
    }
    .terms {
      grid-column: auto;
      align-items: center;
      gap: 24px;
    }
    .money {
      align-content: center;
      justify-items: end;
    }
  }
`;
