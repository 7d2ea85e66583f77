/**
 * Brings the elements of a page up to date where markup has become other markup. Everything that is the same in both
 * stays the element that it is, with its focus, what is typed into it, and what a script has done to it: and the
 * browser lays out and paints little.
 *
 * Lists of elements are gone through side by side. Where they differ, a few elements ahead are looked at for where they
 * meet again: what lies before that has come or gone. Where they do not meet soon, one is made into the other.
 */

/**
 * @param living what was made of `before`; a script may have changed attributes and texts since, but no children
 * @param before the markup that it was made of, parsed
 * @param next the markup that it is to be like
 */
export function patchChildren(living: ParentNode & Node, before: Node, next: Node): void {
  const [old, fresh, alive] = [[...before.childNodes], [...next.childNodes], [...living.childNodes]]
  let [at, to] = [0, 0]
  while (at < old.length || to < fresh.length) {
    const { gone, come } = differenceAt(old, at, fresh, to)
    for (const end = at + gone; at < end; at++) alive[at]?.remove()
    for (const node of fresh.slice(to, to + come))
      living.insertBefore(document.importNode(node, true), alive[at] ?? null)
    to += come
    if (gone + come === 0) patch(alive[at++], old[at - 1], fresh[to++])
  }
}

/** How far ahead lists are looked through for where they meet again. */
const ahead = 12

/** How many nodes have gone and how many have come here; none where the next two are to be one. */
function differenceAt(
  old: readonly Node[],
  at: number,
  fresh: readonly Node[],
  to: number,
): { readonly gone: number; readonly come: number } {
  if (old.length <= at) return { gone: 0, come: fresh.length - to }
  if (fresh.length <= to) return { gone: old.length - at, come: 0 }
  for (let count = 0; count <= ahead; count++) {
    if (holdsTheSame(old[at + count], fresh[to])) return { gone: count, come: 0 }
    if (holdsTheSame(old[at], fresh[to + count])) return { gone: 0, come: count }
  }
  return { gone: 0, come: 0 }
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
