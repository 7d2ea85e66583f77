/** Loaded before each file of tests in the editor: where a test fails, what the editor showed is kept as a picture. */
import { afterEach } from 'vitest'
import { takePicturesOf } from './vscode.ts'

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await takePicturesOf(task.name)
})
