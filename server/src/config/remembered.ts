/**
 * Answers that are worked out once. Many rules ask the same question about the same cell or board, which never
 * change, so a question that takes more than a look is asked through this.
 */

/** The same function, which computes the answer for each object once and keeps it as long as the object lives. */
export function remembered<Key extends WeakKey, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const answers = new WeakMap<Key, { readonly value: Value }>()
  return (key) => {
    let answer = answers.get(key)
    if (!answer) answers.set(key, (answer = { value: compute(key) }))
    return answer.value
  }
}
