/** The options that decide how configs are read, for all commands that read some. */
import { checkOptions } from './check-options.ts'
import type { Option } from './command.ts'

const names: readonly string[] = ['headers', 'include-path', 'include', 'define', 'arch']

export const readingOptions: readonly Option[] = checkOptions.filter(({ name }) => names.includes(name))
