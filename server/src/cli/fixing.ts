/**
 * `warden check --fix`: makes the safe fixes in the files, and checks again until there is none left to make.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { SourceFile } from '../text/source-file.ts'
import { safeFixes } from '../rules/fix/all.ts'
import { withEdits } from '../text/edit.ts'
import { relativeTo } from '../workspace/paths.ts'
import { toWindows } from '../workspace/windows-paths.ts'
import type { Check } from '../workspace/workspace.ts'
import { troubleWith } from './disk.ts'

export interface Fixed<Result> {
  /** The result of the last check. */
  readonly result: Result
  /** How many fixes were made. */
  readonly count: number
  /** Files that could not be written, in words. */
  readonly problems: readonly string[]
}

/** Fixes build on one another, but each removes its finding, so that many rounds are a mistake of ours. */
const mostRounds = 20

/**
 * @param first what was found before anything is mended
 * @param checkAgain has to read the files anew each time
 */
export function fixWhileSafe<Result extends { readonly check: Check }>(
  first: Result,
  checkAgain: () => Result,
  workingFolder: string,
): Fixed<Result> {
  let count = 0
  let result = first
  for (let round = 0; round < mostRounds; round++) {
    const together = safeFixes(result.check.findings)
    if (together.length === 0) break
    for (const { file, edits, count: made } of together) {
      const problem = written(file, withEdits(file.text, edits))
      if (problem !== undefined) {
        const problems = [`${relativeTo(workingFolder, file.path)}: not mended: ${problem}`]
        return { result: checkAgain(), count, problems }
      }
      count += made
    }
    result = checkAgain()
  }
  return { result, count, problems: [] }
}

/** Writes the mended text, if the file is what was checked, to the byte; otherwise says why not. */
function written({ path, text }: SourceFile, mended: string): string | undefined {
  const name = toWindows(path)
  try {
    if (!readFileSync(name).equals(Buffer.from(text)))
      return 'it has changed meanwhile, or is no proper UTF-8, and something would be lost'
    writeFileSync(name, mended)
    return undefined
  } catch (error) {
    return troubleWith(error).reason
  }
}
