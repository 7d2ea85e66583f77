/**
 * Windows' paths as Warden has them, and back: `/c:/boards/a.c` for `C:\boards\a.c`, `/\\server/boards/a.c` for
 * `\\server\boards\a.c`. No path of another system looks like these, so nobody has to know where Warden runs.
 *
 * Of upper and lower case only that of the drive is known to make no difference.
 */

/** Whether a path in Warden's notation is on a drive, or on another computer. */
export function isOfWindows(path: string): boolean {
  return /^\/(?:[a-z]:(?:\/|$)|\\\\)/.test(path)
}

/**
 * @param typed by a person, or said by the system
 * @param isSeparator whether a backslash stands between names; otherwise it does only in an absolute path of Windows
 */
export function fromWindows(typed: string, isSeparator: boolean): string {
  const drive = /^([A-Za-z]:)[\\/]/.exec(typed)?.[1]
  if (drive !== undefined) return `/${drive.toLowerCase()}${slashed(typed.slice(drive.length))}`
  const host = /^\\\\([^\\/]+)/.exec(typed)?.[1]
  if (host !== undefined) return shareOn(host, slashed(typed.slice(2 + host.length)))
  return isSeparator && !isOfWindows(typed) ? slashed(typed) : typed
}

/** What Windows understands; paths of other systems stay what they are. */
export function toWindows(path: string): string {
  if (!isOfWindows(path)) return path
  // Without a slash behind it, a drive stands for the folder that one is in there.
  return /^\/[a-z]:$/.test(path) ? `${path.slice(1)}/` : path.slice(1)
}

/** @param path as in a URI, beginning with `/` */
export function fromUriPath(host: string, path: string): string {
  if (host !== '' && host !== 'localhost') return shareOn(host, path)
  const isOnDrive = /^\/[A-Za-z]:(?:[\\/]|$)/.test(path)
  return isOnDrive ? path.slice(0, 2).toLowerCase() + slashed(path.slice(2)) : path
}

/** The computer that a path in Warden's notation is on, the empty string for this one; and where it is there. */
export function uriPathOf(path: string): { readonly host: string; readonly path: string } {
  const [, host = '', inside = '/'] = /^\/\\\\([^/]+)(.*)$/.exec(path) ?? []
  return host === '' ? { host, path } : { host, path: inside }
}

function shareOn(host: string, path: string): string {
  return `/\\\\${host}${path}`
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/')
}
