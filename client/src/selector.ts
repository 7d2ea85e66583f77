/** The documents that Warden hears of. No document is in both lists, since it would be heard of twice. */

/** C files on disk, and project files: what Warden shows, it shows in these. Which C files are configs the server says. */
export const configSelector = [
  { scheme: 'file', language: 'c', pattern: '**/*.c' },
  { scheme: 'file', pattern: '**/warden.json' },
]

/**
 * Headers, whose text counts for the configs that include them before it is saved. VS Code takes them for C++ unless
 * somebody says otherwise. Nothing is ever shown in them.
 */
export const headerSelector = [
  { scheme: 'file', language: 'c', pattern: '**/*.h' },
  { scheme: 'file', language: 'cpp', pattern: '**/*.h' },
]
