/**
 * The part of `expected.ts` that is about single memory regions, and about those of one cell among each other
 * (catalogue F.3 and F.4). It was made like the rest of the ledger: from section I of the catalogue, the indices from
 * the images that gcc makes.
 */
import type { Entry } from './entry.ts'

export const expectedOfRegions: Readonly<Record<string, readonly Entry[]>> = {
  // Registers of less than a page, to which Linux in the root cell has no access at all.
  'subpage-no-width': [
    'error arm64/jetson-tx1: 36',
    'error arm64/pine64-plus: 18',
    'error arm64/pine64-plus: 19',
    'error arm64/pine64-plus: 20',
    'error arm64/pine64-plus: 21',
    'error arm64/pine64-plus: 22',
    'error arm64/pine64-plus: 23',
    'error arm64/pine64-plus: 24',
    'error arm64/pine64-plus: 25',
    'error arm64/pine64-plus: 26',
    'error arm64/pine64-plus: 31',
    'error arm64/pine64-plus: 41',
  ],
  'width-flags-ineffective': [
    'hint arm/emtrion-rzg1e-linux-demo: 6',
    'hint arm/emtrion-rzg1e-linux-demo: 7',
    'hint arm/emtrion-rzg1e: 4',
    'hint arm/emtrion-rzg1e: 5',
    'hint arm/emtrion-rzg1e: 6',
    'hint arm/emtrion-rzg1e: 7',
    'hint arm/emtrion-rzg1e: 8',
    'hint arm/emtrion-rzg1h-linux-demo: 6',
    'hint arm/emtrion-rzg1h-linux-demo: 8',
    'hint arm/emtrion-rzg1h-linux-demo: 9',
    'hint arm/emtrion-rzg1h: 4',
    'hint arm/emtrion-rzg1h: 5',
    'hint arm/emtrion-rzg1h: 6',
    'hint arm/emtrion-rzg1h: 7',
    'hint arm/emtrion-rzg1h: 8',
    'hint arm/emtrion-rzg1h: 9',
    'hint arm/emtrion-rzg1h: 10',
    'hint arm/emtrion-rzg1h: 11',
    'hint arm/emtrion-rzg1h: 12',
    'hint arm/emtrion-rzg1h: 13',
    'hint arm/emtrion-rzg1h: 14',
    'hint arm/emtrion-rzg1h: 15',
    'hint arm/emtrion-rzg1h: 16',
    'hint arm/emtrion-rzg1h: 17',
    'hint arm/emtrion-rzg1m-linux-demo: 6',
    'hint arm/emtrion-rzg1m-linux-demo: 8',
    'hint arm/emtrion-rzg1m-linux-demo: 9',
    'hint arm/emtrion-rzg1m: 4',
    'hint arm/emtrion-rzg1m: 5',
    'hint arm/emtrion-rzg1m: 6',
    'hint arm/emtrion-rzg1m: 7',
    'hint arm/emtrion-rzg1m: 8',
    'hint arm/emtrion-rzg1m: 9',
    'hint arm64/pine64-plus: 10',
  ],
  // The UART lies in a region of the root cell that is not marked as a device.
  'io-attribute-mismatch-root': ['information arm64/jetson-tx2-inmate-demo ~ jetson-tx2'],
}
