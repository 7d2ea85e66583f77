/** The flag for 32-bit code in a cell that is not for 64-bit Arm. */
import type { Cell } from '../../board/cell.ts'
import { architectureOfFolder, hasFlag } from '../../config/interface.ts'
import { fix } from '../fix/fix.ts'
import { removingFlag } from '../fix/flags.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'

export const aarch32Arch = defineRule({
  id: 'aarch32-arch',
  resource: 'system',
  scope: 'cell',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A cell has the flag `JAILHOUSE_CELL_AARCH32`, but is not for arm64.',
    why:
      'The flag makes the CPUs of a cell start in the 32-bit state of a 64-bit machine; that machine, its kernel and ' +
      'its Jailhouse are arm64 all the same. The driver of an arm64 machine does not create a cell that claims to be for ' +
      'arm, although `cell create` reports success. On a 32-bit Arm machine and on x86 nobody looks at the flag.',
    legal:
      'A cell for arm on an arm64 board is reported by `architecture-mismatch`, and not here as well. On a board for arm ' +
      'or x86 the flag only has no effect, which is a hint.',
    fix:
      'Makes the architecture JAILHOUSE_ARM64, where it is not known for which machine the cell is; otherwise takes out the ' +
      'flag.',
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
    .architecture = JAILHOUSE_ARM,
    .revision = JAILHOUSE_CONFIG_REVISION,
    .name = "sensor",
    .flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,
    .cpu_set_size = sizeof(config.cpus),
  },
  .cpus = { 0b0100 },
};`,
    good: '.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,',
    references: [
      'driver/cell.c: jailhouse_cmd_cell_create',
      'hypervisor/arch/arm64/control.c: arm_cpu_reset',
      'hypervisor/arch/arm/control.c: arm_cpu_reset',
    ],
    catalogue: 'A.3; there an error, but the driver refuses only what architecture-mismatch reports',
  },
  check(cell, report) {
    const { configuration, architecture, root } = cell
    if (architecture === undefined || architecture === 'arm64' || isMismatch(cell)) return
    const { flags, view } = configuration.cell
    if (!hasFlag(flags, 'JAILHOUSE_CELL_AARCH32', configuration.interface)) return
    const isCertain = root !== undefined || architecture === 'x86'
    report({
      at: flags.place,
      severity: isCertain ? 'hint' : 'warning',
      message: `\`JAILHOUSE_CELL_AARCH32\` is for cells of 64-bit Arm machines, but the architecture is ${architecture}`,
      why: isCertain
        ? `on ${architecture} nobody looks at the flag`
        : 'on an arm64 machine `cell create` reports success for this architecture and creates nothing; on a 32-bit machine nobody looks at the flag',
      help: isCertain
        ? 'remove the flag'
        : 'write `.architecture = JAILHOUSE_ARM64` for a 64-bit machine, or remove the flag for a 32-bit one',
      related: [{ at: configuration.identity.architecture.place, message: `built for ${architecture}` }],
      fixes: isCertain
        ? fix(
            'remove `JAILHOUSE_CELL_AARCH32`',
            'safe',
            removingFlag(view, 'flags', 'JAILHOUSE_CELL_AARCH32'),
          )
        : fix(
            'write `JAILHOUSE_ARM64`',
            'suggested',
            replacing(configuration.identity.architecture.place, 'JAILHOUSE_ARM64'),
          ),
    })
  },
})

/** Whether the architecture itself is the mistake. */
function isMismatch({ root, architecture, configuration }: Cell): boolean {
  if (root && root.architecture !== architecture) return true
  const folder = architectureOfFolder(configuration.file.path)
  return folder !== undefined && folder !== architecture
}
