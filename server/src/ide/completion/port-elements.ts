/** Ranges of I/O ports, as cells on x86 need them. */
import { sizeOfRange } from '../../config/range.ts'
import { hex, portsText } from '../../rules/wording.ts'
import { bracedFields } from './element-text.ts'
import type { ElementOffer } from './element-offer.ts'
import type { Around } from './situation.ts'
import { sparePorts } from './spare-resources.ts'
import { hole, template, type Template } from './template.ts'

/** Where the header has its macro for it, that is offered by itself. */
export function portElements(around: Around): readonly ElementOffer[] {
  const serial = serialPort(around)
  return [
    ...(around.known.hasMacro('PIO_RANGE')
      ? []
      : [portOffer('PIO range', 'base and number of ports', [hole('0x0')], [hole('1')], around)]),
    ...(serial === undefined
      ? []
      : [portOffer('UART', `ports from ${hex(serial)} on`, [hex(serial)], ['8'], around)]),
  ]
}

/** Ranges of the root cell that nobody has taken. */
export function sparePortElements(around: Around): readonly ElementOffer[] {
  return sparePorts(around).map(({ resource: { ports }, name }) => {
    const size = sizeOfRange(ports)
    const label = `ports ${name ?? hex(ports.start)}`
    return portOffer(label, portsText(ports), [hex(ports.start)], [hex(size)], around, name)
  })
}

function portOffer(
  label: string,
  detail: string,
  first: Template,
  count: Template,
  { known }: Around,
  comment?: string,
): ElementOffer {
  const element = known.hasMacro('PIO_RANGE')
    ? template`PIO_RANGE(${first}, ${count})`
    : bracedFields(
        'jailhouse_pio',
        [
          ['base', first],
          ['length', count],
        ],
        known,
      )
  const text = comment === undefined ? element : template`/* ${comment} */ ${element}`
  return { label, detail, documentation: undefined, count: 1, text }
}

/** The ports of the console that the cell names, if it has not got them yet. */
function serialPort({ cell }: Around): bigint | undefined {
  const address = cell?.configuration.cell.console.address
  if (!address?.known || address.value === 0n || 0xffffn < address.value) return undefined
  const { value } = address
  return cell?.ports.some(({ ports }) => ports.start <= value && value < ports.end) ? undefined : value
}
