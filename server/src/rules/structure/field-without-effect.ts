/** Fields that are filled in where nobody reads them. */
import type { Configuration } from '../../config/model.ts'
import { fieldOf, type View } from '../../config/view.ts'
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const fieldWithoutEffect = defineRule({
  id: 'field-without-effect',
  resource: 'structure',
  scope: 'file',
  severity: 'hint',
  since: '0.1.0',
  docs: {
    what: 'A field has a value, and nobody reads the field in this place.',
    why:
      'The value has no effect, whatever it is. Of the root cell the signature, architecture, revision, reset address, ' +
      'message timeout and console are not read: the header of the whole file has the first three, and Linux runs ' +
      'already. An interrupt controller has an id on x86 only, and interrupts of the virtual PCI host have a base on Arm ' +
      'only.',
    legal: 'A value of zero is as good as none.',
    bad: `
.irqchips = {
  { .address = 0xa0000000, .id = 3, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
},`,
    good: `
.irqchips = {
  { .address = 0xa0000000, .pin_base = 32, .pin_bitmap = { 1 << 4 } },
},`,
    fix: 'The field is taken out.',
    references: [
      'driver/main.c: jailhouse_cmd_enable',
      'hypervisor/arch/arm-common/irqchip.c: irqchip_cell_init',
      'hypervisor/arch/x86/ivshmem.c: arch_ivshmem_update_intx',
    ],
    catalogue: 'A.1, A.2, A.7',
  },
  check(configuration, report) {
    if (configuration.image) return
    for (const { record, field, why } of unreadFields(configuration)) {
      const view = fieldOf(record, field)
      if (!view?.node || isZero(view)) continue
      report({
        at: view.place,
        message: `\`${field}\` has no effect here`,
        why,
        help: 'take the field out',
        fixes: fix(`take \`.${field}\` out`, 'safe', removingField(record, field)),
      })
    }
  },
})

interface UnreadField {
  readonly record: View
  readonly field: string
  readonly why: string
}

const rootFields: readonly (readonly [field: string, why: string])[] = [
  ['signature', 'the signature of the whole file is the one that is read'],
  ['architecture', 'the architecture of the whole file is the one that is read'],
  ['revision', 'the revision of the whole file is the one that is read'],
  ['cpu_reset_address', 'the root cell is running when Jailhouse is enabled, and is never reset'],
  ['msg_reply_timeout', 'the hypervisor sends no messages to the root cell'],
  [
    'console',
    'the root cell has no inmate that would look for its console; the hypervisor uses `debug_console`',
  ],
]

function unreadFields({ kind, architecture, cell, irqchips }: Configuration): readonly UnreadField[] {
  const ofRoot = kind === 'system' ? rootFields : []
  const isArm = architecture === 'arm' || architecture === 'arm64'
  return [
    ...ofRoot.map(([field, why]) => ({ record: cell.view, field, why })),
    ...(architecture === 'x86'
      ? [{ record: cell.view, field: 'vpci_irq_base', why: 'ivshmem devices have no INTx on x86' }]
      : []),
    ...(isArm
      ? irqchips.items.map(({ view }) => ({
          record: view,
          field: 'id',
          why: 'only an I/O APIC is told by its id; on Arm the address says which controller it is',
        }))
      : []),
  ]
}

function isZero({ node }: View): boolean {
  return node?.kind === 'scalar' && node.value.known && node.value.value === 0n
}
