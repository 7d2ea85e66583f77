/**
 * Prints `N passed, N failed` for reports of Vitest's JSON reporter, added up: `node scripts/count-tests.mjs REPORT…`.
 * The exit status is 1 unless everything passed.
 *
 * A test file that could not even be loaded counts as one failed test, and so does a missing or broken report:
 * a run that broke down must not look like a run without failures.
 */
import { readFileSync } from 'node:fs'

const counts = process.argv.length < 3 ? [count('')] : process.argv.slice(2).map(count)
const [passed, failed] = [sum(({ passed: number }) => number), sum(({ failed: number }) => number)]
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && 0 < passed ? 0 : 1

/** @param {(one: { passed: number, failed: number }) => number} of */
function sum(of) {
  return counts.reduce((total, one) => total + of(one), 0)
}

/** @param {string} path */
function count(path) {
  try {
    /** @type {{ numPassedTests: number, numFailedTests: number, testResults: readonly TestFile[] }} */
    const report = JSON.parse(readFileSync(path, 'utf8'))
    const broken = report.testResults.filter(isBroken).length
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken }
  } catch (error) {
    console.error(`no report of the test run: ${error instanceof Error ? error.message : String(error)}`)
    return { passed: 0, failed: 1 }
  }
}

/** @typedef {{ status: string, assertionResults: readonly { status: string }[] }} TestFile */

/**
 * A file that failed without a failed test in it: an error at its top level, or in a hook.
 * @param {TestFile} file
 */
function isBroken(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
}
