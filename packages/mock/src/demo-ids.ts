/** Products of the demo that the mock and every seeded pool have in common. */
export const demoIds = {
  starfall: 'prd_01k0dem0game00000000000001',
  lastThree: 'prd_01k0dem01ast00000000000001',
  soldOut: 'prd_01k0dem0n0ne00000000000001',
  soldOutAtConfirm: 'prd_01k0dem0test00000000000001',
  partial: 'prd_01k0dem0test00000000000002',
  priceMoves: 'prd_01k0dem0test00000000000003',
  slowSupplier: 'prd_01k0dem0test00000000000004',
  supplierDown: 'prd_01k0dem0test00000000000005',
} as const;
