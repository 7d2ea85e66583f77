/**
 * The part of `expected.ts` that is about the structure of files and their headers (catalogue F.1). It was made like the
 * rest of the ledger: from section I of the catalogue.
 */
import type { Entry } from './entry.ts'

export const expectedOfStructure: Readonly<Record<string, readonly Entry[]>> = {
  // Two variants of one cell for the same CPUs.
  'name-duplicate': [
    'information arm64/imx8dxl-inmate-demo ~ imx8dxl-inmate-demo-aarch32',
    'information arm64/ls1043a-rdb-linux-demo ~ ls1043a-rdb-dpaa-linux-demo',
  ],
  // A device at the end is switched off by leaving it out of the count.
  'array-without-count': [
    'hint arm/emtrion-rzg1e',
    'hint arm/emtrion-rzg1e-linux-demo',
    'hint arm/emtrion-rzg1h',
    'hint arm/emtrion-rzg1h-linux-demo',
    'hint arm/emtrion-rzg1m',
    'hint arm/emtrion-rzg1m-linux-demo',
  ],
  // The interrupt of the UART stands in the word of another controller.
  'irqchip-bit-expression': ['warning arm/emtrion-rzg1h-linux-demo'],
}
