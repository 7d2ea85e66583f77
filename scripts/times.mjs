/** What the benchmarks say of a series of times or of a ratio. The least is what other work on the machine disturbs least. */

/** @param {readonly number[]} values @param {number} share from 0 to 1 @returns {number} what that share of them does not exceed */
export function quantile(values, share) {
  const place = Math.min(values.length - 1, Math.floor(share * values.length))
  return values.toSorted((a, b) => a - b)[place] ?? Number.NaN
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5)
}

/** @param {number} time in milliseconds */
export function milliseconds(time) {
  return `${time.toFixed(time < 20 ? 1 : 0)} ms`
}
