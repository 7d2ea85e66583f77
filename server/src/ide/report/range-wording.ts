/** How the report writes ranges of addresses. */
import type { Range } from '../../config/range.ts'
import { hex, sizeSumText } from '../../rules/wording.ts'

/** `0xd0000000-0xf000ffff (512 MiB 64 KiB)`: what is left over of regions has many digits in a single unit. */
export function extentText({ start, end }: Range): string {
  return `${hex(start)}-${hex(end - 1n)} (${sizeSumText(end - start)})`
}
