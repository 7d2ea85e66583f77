/** A configuration for another architecture than its root's, or than that of the folder that it lies in. */
import {
  type Architecture,
  architectureOf,
  architectureOfFolder,
  constantOfArchitecture,
} from '../../config/interface.ts'
import type { Configuration } from '../../config/model.ts'
import type { Traced } from '../../config/view.ts'
import { addingFlag } from '../fix/flags.ts'
import { fix, type Fix } from '../fix/fix.ts'
import { replacing } from '../fix/replacing.ts'
import { defineRule } from '../rule.ts'

export const architectureMismatch = defineRule({
  id: 'architecture-mismatch',
  resource: 'structure',
  scope: 'cell',
  severity: 'error',
  since: '0.1.0',
  docs: {
    what:
      'The architecture in the header is not that of the root configuration, or not that of the folder ' +
      '`configs/<architecture>` that the file lies in. A missing architecture means x86.',
    why:
      'The driver compares the architecture with the one that it was built for. A root configuration is refused, ' +
      'and `jailhouse enable` fails with EINVAL. For a cell the driver writes a line to the kernel log, but ' +
      '`jailhouse cell create` reports success and creates nothing; only the next command fails, since there is ' +
      'no such cell.',
    legal:
      'A cell whose CPUs start in AArch32 on a 64-bit machine is for arm64 as well: ' +
      '`JAILHOUSE_CELL_AARCH32` in its flags says how they start.',
    fix: 'Writes the architecture of the root cell, or of the folder. For a cell that was for 32-bit Arm, the flag that starts it in AArch32 can be added as well.',
    bad: `
.cell.architecture = JAILHOUSE_ARM,
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,`,
    good: `
.cell.architecture = JAILHOUSE_ARM64,
.cell.flags = JAILHOUSE_CELL_PASSIVE_COMMREG | JAILHOUSE_CELL_AARCH32,`,
    references: ['driver/main.c: jailhouse_cmd_enable', 'driver/cell.c: jailhouse_cmd_cell_create'],
    catalogue: 'A.1, A.3, B E3 and C3, E.1',
  },
  check({ configuration, isRoot, root }, report) {
    const { architecture } = configuration.identity
    // A missing one is for another rule.
    if (!architecture.known || !architecture.written) return
    const rival = root?.configuration
    const differing = rival && differingArchitecture(rival, architecture)
    const folder = contradictedFolder(configuration)
    if (differing === undefined && folder === undefined) return
    const wanted = differing ? architectureOf(differing, configuration.interface) : folder
    const claim = `built for ${architectureText(architecture, configuration)}`
    const against = differing
      ? `the root cell is for ${architectureText(differing, configuration)}`
      : `the file lies in \`configs/${folder}\``
    const outcome = isRoot ? '' : ': `jailhouse cell create` will report success and create nothing'
    report({
      at: architecture.place,
      message: `${claim}, but ${against}${outcome}`,
      why: isRoot
        ? 'the driver refuses what is for another architecture than its own: `jailhouse enable` fails with EINVAL'
        : 'the driver drops what is for another architecture without returning an error: only the next command for the cell fails',
      ...(wanted === undefined
        ? {}
        : {
            help: helpFor(wanted, architecture, configuration),
            fixes: replacingBy(wanted, architecture, configuration),
          }),
      ...(rival && differing
        ? {
            related: [
              {
                at: differing.place,
                message: `the root cell is for ${architectureText(differing, configuration)}`,
                configuration: rival,
              },
            ],
          }
        : {}),
    })
  },
})

/** The architecture of a root that a cell does not agree with; a root that is wrong itself is no measure. */
function differingArchitecture(root: Configuration, architecture: Traced): Traced | undefined {
  const rival = root.identity.architecture
  if (!rival.known || rival.value === architecture.value) return undefined
  return contradictedFolder(root) === undefined ? rival : undefined
}

/** The architecture that the folder stands for, when the configuration names another one. */
function contradictedFolder(configuration: Configuration): Architecture | undefined {
  const folder = architectureOfFolder(configuration.file.path)
  const expected = folder && valueOf(folder, configuration)
  const { architecture } = configuration.identity
  return expected !== undefined && architecture.known && architecture.value !== expected ? folder : undefined
}

function valueOf(architecture: Architecture, configuration: Configuration): bigint | undefined {
  return configuration.interface.constant(constantOfArchitecture(architecture))
}

function architectureText(architecture: Traced, configuration: Configuration): string {
  return architectureOf(architecture, configuration.interface) ?? `architecture ${architecture.value}`
}

function helpFor(wanted: Architecture, architecture: Traced, configuration: Configuration): string {
  const help = `write \`.architecture = ${constantOfArchitecture(wanted)}\``
  return isFor32Bit(wanted, architecture, configuration)
    ? `${help}, and \`JAILHOUSE_CELL_AARCH32\` among the flags of the cell if it runs 32-bit code`
    : help
}

/** What was for 32-bit Arm may run on a 64-bit machine as it is, if its CPUs start so. */
function isFor32Bit(wanted: Architecture, architecture: Traced, configuration: Configuration): boolean {
  const isSmaller = wanted === 'arm64' && architectureOf(architecture, configuration.interface) === 'arm'
  return isSmaller && configuration.kind === 'cell'
}

/** Not where the folder says yet another thing than the root cell. */
function replacingBy(
  wanted: Architecture,
  architecture: Traced,
  configuration: Configuration,
): readonly Fix[] {
  const folder = architectureOfFolder(configuration.file.path)
  if (folder !== undefined && folder !== wanted) return []
  const constant = constantOfArchitecture(wanted)
  const change = replacing(architecture.place, constant)
  const { flags, view } = configuration.cell
  const flag = configuration.interface.constant(aarch32)
  const isMissing = flags.known && flag !== undefined && (flags.value & flag) === 0n
  const both =
    isMissing && isFor32Bit(wanted, architecture, configuration)
      ? fix(
          `write \`${constant}\` and add \`${aarch32}\``,
          'suggested',
          change,
          addingFlag(view, 'flags', aarch32),
        )
      : []
  return [...fix(`write \`${constant}\``, 'suggested', change), ...both]
}

const aarch32 = 'JAILHOUSE_CELL_AARCH32'
