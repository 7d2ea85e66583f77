/**
 * The real Jailhouse source tree, which is not part of this repository: `JAILHOUSE_TREE` says where a checkout of it
 * is. Tests that need it say plainly that they were skipped when it does not.
 */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Absolute path of the tree; undefined when `JAILHOUSE_TREE` is not set. */
export const jailhouseTree: string | undefined =
  process.env.JAILHOUSE_TREE && resolve(process.env.JAILHOUSE_TREE)

/** What to put behind the name of a test that is skipped without the tree. */
export const needsTree = jailhouseTree === undefined ? ' (SKIPPED: JAILHOUSE_TREE is not set)' : ''

export interface TreeConfig {
  readonly architecture: string
  readonly name: string
  readonly path: string
}

/** The configs of the tree, `configs/<architecture>/<name>.c`. */
export function configsOfTree(tree: string): readonly TreeConfig[] {
  return ['arm', 'arm64', 'x86'].flatMap((architecture) =>
    readdirSync(join(tree, 'configs', architecture))
      .filter((name) => name.endsWith('.c'))
      .toSorted()
      .map((name) => ({ architecture, name, path: join(tree, 'configs', architecture, name) })),
  )
}

export function includeFoldersOf(tree: string, architecture: string): readonly string[] {
  return [
    join(tree, 'include'),
    join(tree, 'hypervisor', 'include'),
    join(tree, 'hypervisor', 'arch', architecture, 'include'),
  ]
}
