/** The analysis of a text, as that of a file in its place, with the headers that are there. */
import { dirname } from 'node:path'
import { sourceFile } from '../../../server/src/text/source-file.ts'
import { analyse, type FileAnalysis } from '../../../server/src/workspace/analysis.ts'
import { diskFiles } from '../../../server/src/workspace/node-files.ts'
import { defaultSettings } from '../../../server/src/workspace/settings.ts'

const files = diskFiles()

export function analysed(path: string, text: string): FileAnalysis {
  return analyse(sourceFile(path, text), { files, settings: defaultSettings, roots: [dirname(path)] })
}
