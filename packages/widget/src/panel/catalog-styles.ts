import { css } from '../dialog/css.ts';

export const catalogStyles = css`
  :host {
    --_columns: 4;
  }
  :host([columns='1']) {
    --_columns: 1;
  }
  :host([columns='2']) {
    --_columns: 2;
  }
  :host([columns='3']) {
    --_columns: 3;
  }
  :host([columns='5']) {
    --_columns: 5;
  }
  :host([columns='6']) {
    --_columns: 6;
  }
  .search {
    position: relative;
    display: block;
    max-width: 360px;
    margin-bottom: 16px;
  }
  .search svg {
    position: absolute;
    inset-block-start: 12px;
    inset-inline-start: 12px;
    color: var(--_muted);
  }
  input {
    width: 100%;
    padding-inline: 40px 12px;
    appearance: none;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  ul {
    display: grid;
    gap: 16px;
    padding: 0;
    list-style: none;
    grid-template-columns: repeat(
      auto-fill,
      minmax(max(min(240px, 100%), (100% - (var(--_columns) - 1) * 16px) / var(--_columns)), 1fr)
    );
  }
  li {
    min-width: 0;
  }
  kameng-product {
    height: 100%;
  }
  .more {
    display: flex;
    margin: 24px auto 0;
  }
`;
