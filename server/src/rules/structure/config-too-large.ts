/** A configuration of a cell that the hypervisor cannot take over. */
import { sizeOf } from '../../c/types.ts'
import { defineRule } from '../rule.ts'
import { sizeText } from '../wording.ts'

export const configTooLarge = defineRule({
  id: 'config-too-large',
  resource: 'structure',
  scope: 'file',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what: 'The configuration of a cell is larger than the hypervisor can map.',
    why:
      'While a cell is created, the hypervisor maps its configuration through a window of 16 pages. A larger one is ' +
      'refused: `jailhouse cell create` fails with E2BIG.',
    legal:
      'The driver passes on a copy, and where that begins in the middle of a page there is up to a page less. That is ' +
      'information only. A root configuration goes another way and has no such limit.',
    bad: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_pci_capability pci_caps[8300];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_pci_caps = ARRAY_SIZE(config.pci_caps),
  },
  .cpus = { 0b10 },
};`,
    good: `
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_pci_capability pci_caps[30];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "gadget",
    .cpu_set_size = sizeof(config.cpus),
    .num_pci_caps = ARRAY_SIZE(config.pci_caps),
  },
  .cpus = { 0b10 },
};`,
    references: ['hypervisor/control.c: cell_create', 'hypervisor/paging.c: paging_get_guest_pages'],
    catalogue: 'A.0, B X3',
  },
  check({ kind, view, place }, report) {
    const size = kind === 'cell' ? sizeOf(view.type) : undefined
    if (size === undefined || size <= window - page) return
    const isCertain = window < size
    report({
      at: place,
      severity: isCertain ? 'error' : 'information',
      message: `the configuration has ${sizeText(BigInt(size))}; the hypervisor maps ${sizeText(BigInt(window))}`,
      why: isCertain
        ? '`jailhouse cell create` fails with E2BIG'
        : 'if the copy of the driver does not begin with a page, `jailhouse cell create` fails with E2BIG',
      help: 'join regions that follow one another',
    })
  },
})

const page = 0x1000
/** `NUM_TEMPORARY_PAGES` is 16 on all architectures. */
const window = 16 * page
