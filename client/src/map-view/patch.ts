/**
 * Brings the elements of a page up to date where markup has become other markup. Everything that is the same in both
 * stays the element that it is, with its focus, what is typed into it, and what a script has done to it: and the
 * browser lays out and paints little.
 *
 * Elements are paired from the beginning and from the end of each list as long as they hold the same, and in between
 * one by one: so that something put in moves what comes behind it, instead of changing it.
 */

/**
 * @param living what was made of `before`; a script may have changed attributes and texts since, but no children
 * @param before the markup that it was made of, parsed
 * @param next the markup that it is to be like
 */
export function patchChildren(living: ParentNode & Node, before: Node, next: Node): void {
  const [old, fresh, alive] = [[...before.childNodes], [...next.childNodes], [...living.childNodes]]
  const shorter = Math.min(old.length, fresh.length)
  let head = 0
  while (head < shorter && holdsTheSame(old[head], fresh[head])) head++
  let tail = 0
  while (tail < shorter - head && holdsTheSame(old.at(-1 - tail), fresh.at(-1 - tail))) tail++
  const pairs = shorter - tail
  for (let index = 0; index < pairs; index++) patch(alive[index], old[index], fresh[index])
  for (let index = 1; index <= tail; index++) patch(alive.at(-index), old.at(-index), fresh.at(-index))
  for (const node of alive.slice(pairs, alive.length - tail)) node.remove()
  const behind = tail === 0 ? null : (alive[alive.length - tail] ?? null)
  for (const node of fresh.slice(pairs, fresh.length - tail))
    living.insertBefore(document.importNode(node, true), behind)
}

function patch(living: ChildNode | undefined, before: Node | undefined, next: Node | undefined): void {
  if (!living || !before || !next || before.isEqualNode(next)) return
  if (before.nodeName !== next.nodeName) living.replaceWith(document.importNode(next, true))
  else if (!(living instanceof Element && before instanceof Element && next instanceof Element))
    living.textContent = next.textContent
  else {
    patchAttributes(living, before, next)
    patchChildren(living, before, next)
  }
}

function patchAttributes(living: Element, before: Element, next: Element): void {
  for (const { name } of before.attributes) if (!next.hasAttribute(name)) living.removeAttribute(name)
  for (const { name, value } of next.attributes)
    if (before.getAttribute(name) !== value) living.setAttribute(name, value)
}

/** Whether two nodes hold the same; how they are placed and numbered is in their attributes, which do not count. */
function holdsTheSame(a: Node | undefined, b: Node | undefined): boolean {
  if (!a || !b || a.nodeName !== b.nodeName || a.childNodes.length !== b.childNodes.length) return false
  if (a.childNodes.length === 0) return a.isEqualNode(b)
  return [...a.childNodes].every((child, index) => child.isEqualNode(b.childNodes[index] ?? null))
}
