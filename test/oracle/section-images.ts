/**
 * The bytes of every section of a C file, from gcc and from the front end.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { builtInHeader, builtInHeaderNames } from '../../server/src/abi/headers.ts'
import { imageOf } from '../../server/src/c/image.ts'
import { type Translation, translate } from '../../server/src/c/translate.ts'
import type { Definition } from '../../server/src/c/preprocessing.ts'
import { type DataModel, ilp32, lp64 } from '../../server/src/c/types.ts'
import { sourceFile } from '../../server/src/text/source-file.ts'

/** What a target is for the one and for the other. */
export interface Target {
  readonly options: readonly string[]
  readonly predefined: readonly Definition[]
  readonly model: DataModel
}

export const target64: Target = {
  options: [],
  predefined: [{ name: '__LP64__', body: '1' }],
  model: lp64,
}

/** x86's 32 bits, with 64-bit integers aligned as Arm does. */
export const target32: Target = { options: ['-m32', '-malign-double'], predefined: [], model: ilp32 }

/** Whether the gcc of this machine compiles for a target. */
export function isTargetOfGcc({ options }: Target): boolean {
  return spawnSync('gcc', [...options, '-E', '-x', 'c', '/dev/null']).status === 0
}

/** What gcc puts into the sections, in hexadecimal; throws with gcc's words where it refuses the text. */
export function sectionsByGcc(
  text: string,
  sections: readonly string[],
  target = target64,
): readonly (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'warden-random-'))
  const inside = (name: string): string => join(folder, name)
  try {
    for (const name of builtInHeaderNames()) {
      mkdirSync(dirname(inside(name)), { recursive: true })
      writeFileSync(inside(name), builtInHeader(name)?.text ?? '')
    }
    writeFileSync(inside('config.c'), text)
    const options = [
      '-c',
      ...target.options,
      '-std=gnu17',
      '-fsigned-char',
      '-w',
      '-ffreestanding',
      `-I${folder}`,
      '-o',
      inside('config.o'),
      inside('config.c'),
    ]
    execFileSync('gcc', options, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' })
    const dumps = sections.map((section) => `--dump-section=${section}=${inside(`${section}.bin`)}`)
    execFileSync('objcopy', [...dumps, inside('config.o'), inside('copy.o')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return sections.map((section) =>
      existsSync(inside(`${section}.bin`))
        ? readFileSync(inside(`${section}.bin`)).toString('hex')
        : undefined,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The same by the front end, or why there is no image; its complaints are of no interest here. */
export function sectionsByFrontEnd(
  text: string,
  sections: readonly string[],
  target = target64,
): readonly (string | undefined)[] {
  const { objects } = translated(text, target)
  const bySection = new Map(objects.map((object) => [object.section, object]))
  return sections.map((section) => {
    const object = bySection.get(section)
    const image = object && imageOf(object.type, object.value)
    return image instanceof Uint8Array ? Buffer.from(image).toString('hex') : image?.reason
  })
}

/** The text without directives and macros, one space between all tokens. */
export function printedByFrontEnd(text: string): string {
  return translated(text, target64)
    .preprocessed.tokens.map((token) => token.text)
    .join(' ')
}

function translated(text: string, { predefined, model }: Target): Translation {
  return translate(sourceFile('/random.c', text), {
    resolver: { resolve: (name) => builtInHeader(name) ?? { searched: [] } },
    predefined,
    model,
  })
}
