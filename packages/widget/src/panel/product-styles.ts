import { css } from './drawn-element.ts';

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
    flex: 1 1 110px;
    min-height: 52px;
    align-content: end;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }
  .money .bone {
    display: block;
    height: 24px;
    max-width: 110px;
    margin-bottom: 8px;
  }
  .price {
    font-size: 24px;
    font-weight: 600;
    line-height: 1.25;
    margin-inline-end: 4px;
  }
  .saving {
    font-size: 13px;
    color: var(--_accent);
  }
  .low {
    font-size: 13px;
    font-weight: 600;
    color: var(--kameng-attention, light-dark(#8a5a00, #f0bf63));
  }
  .button {
    min-width: 88px;
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
  @container (width < 240px) {
    .button {
      flex: 1;
    }
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
      text-align: end;
      align-content: center;
    }
  }
`;
