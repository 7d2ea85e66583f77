/** A cell that is checked by itself, since no root configuration was found for it. */
import { defineRule } from '../rule.ts'

export const cellWithoutRoot = defineRule({
  id: 'cell-without-root',
  resource: 'system',
  scope: 'cell',
  severity: 'information',
  since: '0.1.0',
  docs: {
    what: 'No root configuration was found for a cell.',
    why:
      'Most of what can be wrong with a cell shows only beside the root cell and the other cells: CPUs and memory that ' +
      'are not there, interrupts that belong to others, addresses that the hypervisor intercepts. Without a root ' +
      'configuration these checks are left out, and the cell looks better than it is.',
    legal:
      'Nothing in a cell names its root. Warden takes, from the same folder, the root whose file name the name of the ' +
      'cell continues after a dash, or else the one that has the most in common with the cell. Where that does not ' +
      'help, `warden.json` or `--board` says which root is meant, in any folder. VS Code offers to choose it from a list, ' +
      'and writes it into `warden.json`.',
    bad: `
//- /gadget/gadget-sensor.c
#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>

struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
} __attribute__((packed)) config = {
  .cell = {
    .signature = JAILHOUSE_CELL_DESC_SIGNATURE,
    .architecture = JAILHOUSE_ARM64,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "sensor",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG,
    .cpu_set_size = sizeof(config.cpus),
  },
  .cpus = { 0b0100 },
};`,
    good: `
//- root
.cpus = { 0b1111 },
//- cell
.cpus = { 0b0100 },`,
    references: ['driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'E.1',
  },
  check({ isRoot, root, configuration }, report) {
    if (isRoot || root) return
    report({
      at: configuration.place,
      message: 'no root configuration was found for this cell',
      why: "it is checked by itself: whether its CPUs, memory, interrupts and devices are there, and nobody else's, is not known",
      help: 'put the root configuration into the same folder, and let the file name of the cell continue its name after a dash (`board.c`, `board-cell.c`), or name the board in `warden.json`',
    })
  },
})
