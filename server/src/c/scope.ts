/**
 * The names of a translation unit. Configs have file scope only, so there is one scope, and it grows while the
 * parser reads. Tags have a name space of their own.
 */
import type { Token } from './token.ts'
import type { CType, DataModel, IntegerType, RecordType } from './types.ts'
import type { Value } from './value.ts'

export type Meaning =
  | { readonly kind: 'type'; readonly type: CType; readonly at: Token }
  | {
      readonly kind: 'object'
      readonly type: CType
      readonly at: Token
      /** The value of a `const` integer, which gcc takes for a constant. */
      readonly constant?: Value
      /** It has been given an initialiser, and may have no second one. */
      readonly isDefined?: true
    }
  | { readonly kind: 'constant'; readonly value: bigint; readonly type: IntegerType; readonly at: Token }
  | { readonly kind: 'function'; readonly at: Token }

export interface Scope {
  readonly model: DataModel
  readonly names: Map<string, Meaning>
  readonly records: Map<string, RecordType>
  readonly enums: Map<string, IntegerType>
}

export function emptyScope(model: DataModel): Scope {
  return { model, names: new Map(), records: new Map(), enums: new Map() }
}

/** A scope that begins with the names of another one, and does not add to it. */
export function copyOfScope({ model, names, records, enums }: Scope): Scope {
  return { model, names: new Map(names), records: new Map(records), enums: new Map(enums) }
}
