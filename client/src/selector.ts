/**
 * The documents that Warden looks at: C files on disk, and project files. Which C files are cell configs is for the
 * server to say.
 */
export const documentSelector = [
  { scheme: 'file', language: 'c' },
  { scheme: 'file', pattern: '**/warden.json' },
]
