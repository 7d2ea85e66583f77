/** Which constants a field can be set to, by what the headers in use have. What they mean is not known here. */
import type { ConstantGroup } from '../../abi/model.ts'
import { interfaceOf } from '../../config/interface.ts'
import { knownConstants } from '../../config/known-constants.ts'
import type { Analysed } from '../analysed.ts'

/** The documented names first, texts among them; then those that the headers have beside them. */
export function namesOfGroup(group: ConstantGroup, { translation }: Analysed): readonly string[] {
  const documented = group.constants.map(({ name }) => name)
  const known = knownConstants(group, interfaceOf(translation)).map(({ name }) => name)
  const { macros } = translation.preprocessed
  return [...new Set([...documented, ...known])].filter((name) => macros.has(name))
}
