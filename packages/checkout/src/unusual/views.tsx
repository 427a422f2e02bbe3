import { Leaving } from './leaving.tsx';
import { Lost } from './lost.tsx';
import { NewPayment } from './new-payment.tsx';
import { OtherChannels } from './other-channels.tsx';
import { PayAddress } from './pay-address.tsx';
import { PayForm } from './pay-form.tsx';
import { PayQr } from './pay-qr.tsx';
import { Problem } from './problem.tsx';
import { Refunds } from './refunds.tsx';
import { UnusualOrder } from './unusual-order.tsx';
import { Unsupported } from './unsupported.tsx';

/** What few orders meet, in one file that comes when the first of it is needed. */
export const views = {
  Leaving,
  Lost,
  NewPayment,
  OtherChannels,
  PayAddress,
  PayForm,
  PayQr,
  Problem,
  Refunds,
  UnusualOrder,
  Unsupported,
};

export type Views = typeof views;
