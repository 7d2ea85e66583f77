/**
 * The shape in which the Jailhouse interface is written down: structs, constants and macros, each with what a
 * person wants to know about it. This file must not know any of them, nor how they become C or Markdown.
 *
 * Prose in these types is plain text with names in backticks; it is shown as Markdown, and, without the backticks,
 * as comments of the built-in headers.
 */

/** How a person likes to see the value of a field. */
export type Format =
  | 'address'
  | 'size'
  | 'number'
  | 'text'
  | 'flags'
  | 'enumeration'
  /** An I/O port of x86. */
  | 'port'
  /** Bus, device and function of PCI in 16 bits. */
  | 'bdf'
  /** The writable bits of a base address register. */
  | 'bar-mask'
  /** One bit for each interrupt, from `pin_base` on. */
  | 'pin-bitmap'
  /** An interrupt id of the GIC: 16 above the PPI number, 32 above the SPI number. */
  | 'interrupt-id'
  /** The number of a shared peripheral interrupt as device trees have it: 32 below the interrupt id. */
  | 'spi'
  /** A clock in kHz. */
  | 'frequency'

export interface Field {
  /** Empty for an anonymous struct or union, whose members belong to the struct around it. */
  readonly name: string
  /** The C spelling, as `__u64` or `struct jailhouse_console`, or a struct or union that is defined in place. */
  readonly type: string | Aggregate
  /** The length of an array as C text; absent for anything but an array. */
  readonly length?: string
  /** The width of a bit-field. */
  readonly bits?: number
  /** What it is, in one or two sentences. */
  readonly meaning: string
  /** What is counted or measured: `bytes`, `host-physical address`, `SPI number`. */
  readonly unit?: string
  /** What is legal, what zero means, who reads it and when, what goes wrong: a sentence or two each. */
  readonly details?: readonly string[]
  /** The ids of the constant groups whose names are used here. */
  readonly constants?: readonly string[]
  readonly format?: Format
}

export interface Aggregate {
  readonly kind: 'struct' | 'union'
  /** The interface has no other: its layout is that of the image, without gaps. */
  readonly packed: true
  readonly fields: readonly Field[]
  readonly meaning: string
}

export interface Structure extends Aggregate {
  readonly tag: string
}

export interface Constant {
  readonly name: string
  /** The replacement text of the macro. */
  readonly value: string
  readonly meaning: string
  readonly details?: readonly string[]
}

export interface ConstantGroup {
  readonly id: string
  readonly title: string
  /** Flags are combined with `|`; of an enumeration one is chosen; numbers and texts stand for themselves. */
  readonly kind: 'flags' | 'enumeration' | 'numbers' | 'text'
  readonly constants: readonly Constant[]
}

export interface MacroParameter {
  readonly name: string
  readonly meaning: string
}

export interface MacroDoc {
  readonly name: string
  /** Absent for a macro that is used without parentheses. */
  readonly parameters?: readonly MacroParameter[]
  /** The replacement text; its line breaks are layout. */
  readonly body: string
  readonly meaning: string
  readonly details?: readonly string[]
  /** Whether a definition that the config made before including the header is left alone. */
  readonly yields?: true
}
