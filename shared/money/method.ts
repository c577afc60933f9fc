import type { paymentMethods } from '../events/kinds/parking.ts';

/** How a stay was paid. */
export type PaymentMethod = (typeof paymentMethods)[number];
