/**
 * The part of the page's script that knows who has what with any choice of cells. It is the text of one function that
 * reads nothing but what it is given, so that the tests can hold it against the simulation of the partition: the page,
 * which cannot simulate, must say the same.
 *
 * What is there is decided by facts about each cell alone (`board/partition/root-parts.ts`). Two things are played
 * through, since there it matters what is left: interceptors of root that overlap, and root's part of the cache.
 */
export const pageHoldings = String.raw`
/** @param created the numbers of the lanes whose cells are created, as a set */
function holdingsWith(data, created) {
  const isCreated = (lane) => created.has(lane)
  const inOrder = [...created].filter((lane) => lane !== 0).sort((a, b) => a - b)
  const table = interceptorsLeft(data.traps, inOrder)
  const ways = waysLeft(data.cache, inOrder)
  /** Whether a part of root is there. */
  const isThere = ({ takenBy, givenBy, trap }) =>
    (givenBy === null || givenBy.some(isCreated)) &&
    !takenBy.some(isCreated) &&
    (trap === null || table[indexFound(table, BigInt(trap[1]))]?.number === trap[0])
  return {
    isThere,
    /** The lanes that take part in a mark; none while it does not hold. */
    lanesIn: (mark) => {
      const present = (lane) => (lane === 0 ? mark.root.some(isThere) : isCreated(lane))
      if (mark.pairs.length === 0) {
        const there = mark.lanes.filter(present)
        return there.length < (mark.kind === 'conflict' ? 1 : 2) ? [] : there
      }
      const there = new Set(mark.pairs.filter((pair) => pair.every(present)).flat())
      return mark.lanes.filter((lane) => there.has(lane))
    },
    /** The lanes that have an item, root first. */
    holdersOf: ({ isRoots, takenBy, claims, bits }) => {
      const isLeft = bits === null ? !takenBy.some(isCreated) : (ways & BigInt(bits)) !== 0n
      return [...(isRoots && isLeft ? [0] : []), ...claims.filter(isCreated)]
    },
  }
}

/** Root's interceptors after these lanes' cells have taken what they find; as takeTables and unregister do it. */
function interceptorsLeft({ interceptors, takings }, lanes) {
  const table = interceptors.map(([start, end], number) => ({ number, start: BigInt(start), end: BigInt(end) }))
  const takenDevices = new Set()
  const take = (address) => {
    const index = indexFound(table, BigInt(address))
    if (0 <= index) table.splice(index, 1)
  }
  for (const lane of lanes) {
    const { devices, addresses } = takings[lane] ?? { devices: [], addresses: [] }
    for (const [device, address] of devices) {
      if (!takenDevices.has(device) && address !== null) take(address)
      takenDevices.add(device)
    }
    for (const address of addresses) take(address)
  }
  return table
}

/** By bisection, which does not always find what is there when ranges overlap. */
function indexFound(table, address) {
  let start = 0
  let size = table.length
  while (0 < size) {
    const index = start + (size >> 1)
    if (address < table[index].start) size = index - start
    else if (table[index].end <= address) {
      size -= index + 1 - start
      start = index + 1
    } else return index
  }
  return -1
}

/** The bits of the cache's mask that root has left, as held-ways.ts has it. */
function waysLeft({ root, cells }, lanes) {
  let mask = BigInt(root)
  let freed = 0n
  const merge = () => {
    for (;;) {
      const near = mask === 0n ? freed & -freed : freed & ((mask << 1n) | (mask >> 1n))
      if (near === 0n) return
      mask |= near
      freed &= ~near
    }
  }
  for (const lane of lanes) {
    const taken = BigInt(cells[lane] ?? 0)
    if ((mask & taken) === 0n) continue
    if ((mask & ~taken) === 0n) {
      if (freed === 0n) continue
      mask = 0n
      merge()
    } else {
      mask &= ~taken
      const lowest = mask & -mask
      const lower = mask & ~(mask + lowest)
      if ((mask & ~lower) !== 0n) {
        mask &= ~lower
        freed |= lower
      }
    }
    freed &= ~taken
  }
  return mask
}
`.trim()
