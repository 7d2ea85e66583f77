/** The documents that Warden looks at: C files on disk. Which of them are cell configs is for the server to say. */
export const documentSelector = [{ scheme: 'file', language: 'c' }]
