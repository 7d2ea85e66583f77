/**
 * gcc as the yardstick of the front end: what it compiles a config to, byte for byte. Packed little-endian structs
 * make the compiler of the host a good judge for all architectures.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `gcc (Debian …) 12.2.0`, or undefined where there is none. */
export function gccVersion(): string | undefined {
  const { status, stdout } = spawnSync('gcc', ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.split('\n')[0] : undefined
}

/** The `.cell` image of a config as upstream's build makes it; throws with gcc's words where it refuses. */
export function compiledImage(path: string, includeFolders: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'warden-oracle-'))
  try {
    const object = join(folder, 'config.o')
    const image = join(folder, 'config.cell')
    const includes = includeFolders.map((include) => `-I${include}`)
    execFileSync('gcc', ['-c', '-w', '-D__LINUX_COMPILER_TYPES_H', ...includes, '-o', object, path])
    execFileSync('objcopy', ['-O', 'binary', '--remove-section=.note.gnu.property', object, image])
    return new Uint8Array(readFileSync(image))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
