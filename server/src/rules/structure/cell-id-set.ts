/** An id that the driver hands out itself. */
import { removingField } from '../fix/fields.ts'
import { fix } from '../fix/fix.ts'
import { defineRule } from '../rule.ts'

export const cellIdSet = defineRule({
  id: 'cell-id-set',
  resource: 'structure',
  scope: 'file',
  severity: 'warning',
  since: '0.1.0',
  docs: {
    what: 'A configuration gives its cell an id.',
    why:
      'The driver writes the smallest free id into the config of a cell before it creates it, so that the value means ' +
      'nothing there, which is only a hint. The id of the root cell stays as it is, and the driver counts it as 0: ' +
      'with another one a cell may get the same id as the root cell, and with it the same VMID or domain of the IOMMU.',
    bad: '.cell.id = 2,',
    good: '.cell.name = "motor-control",',
    fix: 'The field is taken out.',
    references: [
      'driver/cell.c: cell_create, jailhouse_cell_prepare_root',
      'hypervisor/arch/arm-common/mmu_cell.c: arm_paging_vcpu_init',
      'hypervisor/control.c: cell_create',
    ],
    catalogue: 'A.2, B X2',
  },
  check({ cell, kind }, report) {
    const { id } = cell
    if (!id.known || id.value === 0n || !id.written) return
    const isRoot = kind === 'system'
    report({
      at: id.place,
      severity: isRoot ? 'warning' : 'hint',
      message: isRoot
        ? `the root cell has the id ${id.value} instead of 0`
        : `the id ${id.value} has no effect`,
      why: isRoot
        ? `the driver hands out ids from 1 on, so that a cell may get ${id.value} as well, and share a VMID or an IOMMU domain with the root cell`
        : 'the driver overwrites it with the smallest id that is free when the cell is created',
      help: 'take the field out',
      fixes: fix('take `.id` out', isRoot ? 'suggested' : 'safe', removingField(cell.view, 'id')),
    })
  },
})
