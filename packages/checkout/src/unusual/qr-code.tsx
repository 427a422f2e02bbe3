import { lazy } from '../ui/lazy.tsx';

/** A QR code; what draws it is larger than the rest of the page's late parts together. */
export const QrCode = lazy(
  () => import('../ui/qr-code.tsx').then((file) => file.QrCode),
  () => <div class="qr-code" />,
);
