/**
 * The rules of the catalogue that Warden does not have, each with the reason, for the table that counts them
 * (`docs/rules/coverage.md`).
 */

export const notImplemented: Readonly<Record<string, string>> = {
  'cpu-gicr-span':
    'Whether the frames of the redistributors lie one behind another is a fact of the machine that no configuration states: the finding would stand at every GICv3 board alike.',
  'no-config-object':
    'A file that defines no configuration is not checked as one: templates that other configs include are such files, and the command line says it of a file that is named. Of a second configuration `extra-global-object` tells.',
  'maintenance-irq-as-ppi':
    '`maintenance-irq` reports the number of the PPI as any other value that is no id of a PPI, and its advice says what was mixed up.',
  'irqchip-id-vs-spi':
    'It is no fault but something to be shown: the inlay hints of the editor, and hovering over an entry of `irqchips`, give every interrupt both as an id and as an SPI.',
  'ivshmem-section-not-in-peer-root':
    'The sections of a device in the root cell are regions of the root cell, which are mapped; where they are other memory than those of the peer, or left out, `ivshmem-regions-differ` reports it.',
  'vpci-irq-conflict-device':
    'Which lines are wired to devices is said by the device tree, which Warden does not read.',
}
