/** Paths of Windows, in and out. Node's own knowledge of them tells whether Windows would understand. */
import { win32 } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foldersAround, isInside, nameOf, relativeTo, resolved } from '../../server/src/workspace/paths.ts'
import { fromWindows, toWindows } from '../../server/src/workspace/windows-paths.ts'

test.each([
  [String.raw`C:\boards\osprey.c`, '/c:/boards/osprey.c'],
  [String.raw`d:/boards\osprey.c`, '/d:/boards/osprey.c'],
  ['C:\\', '/c:/'],
  [String.raw`\\server\share\osprey.c`, String.raw`/\\server/share/osprey.c`],
  [String.raw`\\wsl.localhost\Debian\boards`, String.raw`/\\wsl.localhost/Debian/boards`],
])('%s is %s, and back', (typed, path) => {
  expect(fromWindows(typed, false)).toBe(path)
  expect(win32.normalize(toWindows(path)).toLowerCase()).toBe(win32.normalize(typed).toLowerCase())
})

test('a drive alone is its uppermost folder, not the one that somebody is in there', () => {
  expect(toWindows('/c:')).toBe('c:/')
})

test.each(['/boards/osprey.c', '/', '/c/osprey.c', '/C:/osprey.c', 'osprey.c', '..', 'odd\\name.c', 'c:'])(
  '%s of another system stays what it is',
  (path) => {
    expect(fromWindows(path, false)).toBe(path)
    expect(toWindows(path)).toBe(path)
  },
)

describe('in a folder on a drive', () => {
  const folder = '/c:/boards/osprey'

  test.each([
    ['osprey.c', '/c:/boards/osprey/osprey.c'],
    [String.raw`..\headers`, '/c:/boards/headers'],
    ['../headers', '/c:/boards/headers'],
    [String.raw`D:\jailhouse`, '/d:/jailhouse'],
    ['C:/jailhouse/', '/c:/jailhouse'],
    [String.raw`\\server\share\jailhouse`, String.raw`/\\server/share/jailhouse`],
    ['/c:/jailhouse', '/c:/jailhouse'],
  ])('%s is %s', (typed, path) => {
    expect(resolved(folder, typed)).toBe(path)
  })

  test.each([
    ['/c:/boards/tern/tern.c', '../tern/tern.c'],
    ['/d:/jailhouse', 'd:/jailhouse'],
  ])('%s is shown as %s, and understood', (path, shown) => {
    expect(relativeTo(folder, path)).toBe(shown)
    expect(resolved(folder, shown)).toBe(path)
  })

  test('the folders around it end at the drive', () => {
    expect(foldersAround(folder)).toEqual([folder, '/c:/boards', '/c:', '/'])
    expect(isInside('/c:/boards', folder)).toBe(true)
    expect(isInside('/d:/boards', folder)).toBe(false)
    expect(nameOf('/c:/boards')).toBe('boards')
  })
})

test('elsewhere a backslash is a character like any other, except in an absolute path of Windows', () => {
  expect(resolved('/boards', String.raw`odd\name.c`)).toBe(String.raw`/boards/odd\name.c`)
  expect(resolved('/', String.raw`C:\jailhouse`)).toBe('/c:/jailhouse')
})
