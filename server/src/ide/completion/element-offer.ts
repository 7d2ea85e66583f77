/** An element of an array that can be inserted as a whole. */
import type { TextEdit } from '../../text/edit.ts'
import type { Template } from './template.ts'

export interface ElementOffer {
  readonly label: string
  readonly detail: string
  readonly documentation: string | undefined
  /** How many elements it is. */
  readonly count: number
  /** Without the comma behind it. */
  readonly text: Template
  /** Changes elsewhere in the file that belong to it. */
  readonly also?: readonly TextEdit[]
}
