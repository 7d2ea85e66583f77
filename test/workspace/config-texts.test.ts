/** Which texts are worth reading as configs, before anything has been read. */
import { expect, test } from 'vitest'
import { sourceFile } from '../../server/src/text/source-file.ts'
import { mayBeConfig } from '../../server/src/workspace/config-texts.ts'

const isWorthReading = (text: string): boolean => mayBeConfig(sourceFile('/lark.c', text))

test.each([
  ['a struct that begins with a header', 'struct { struct jailhouse_cell_desc cell; } c;'],
  ['one with a comment before it', 'struct { /* the root */ // cell\n struct jailhouse_system s; } c;'],
  ['a variant of another source', '#define N 2\n#include "lark.c"\nint rest;'],
  ['a variant of a header', '/* Lark */\n#define N 2 // two\n\n#include <lark-cell.h>\n'],
  ['one with macros of several lines', '#define PAIR \\\n\tsomething, \\\n\telse\n#include "lark.h"'],
  ['one with lines as on Windows', '#define PAIR \\\r\n  something\r\n# include "lark.h"\r\n'],
])('%s is read', (_, text) => {
  expect(isWorthReading(text)).toBe(true)
})

test.each([
  ['nothing', ''],
  ['comments alone', '/* #include <lark.h> */\n// no more\n'],
  ['macros alone', '#define N 2\n'],
  ['code of the hypervisor', '#include <jailhouse/cell-config.h>\nvoid f(struct jailhouse_system *s);\n'],
  ['code behind a comment that goes on', '#include "a.h" /* and\n so on */\n'],
  ['what is broken off in a comment', '#include "a.h"\n/* and'],
])('%s is not', (_, text) => {
  expect(isWorthReading(text)).toBe(false)
})

test.each([
  ['blanks', `struct {${' '.repeat(4_000_000)}`],
  ['lines that go on', `#include "a.h"\n${'#\\\r\n'.repeat(1_000_000)}`],
  ['stars in a comment', `struct jailhouse_system {/*${'* '.repeat(2_000_000)}`],
  ['comments in one another', `struct jailhouse_system ${'{/*'.repeat(1_000_000)}`],
  ['structs', `jailhouse_system ${'struct '.repeat(300_000)}`],
  ['includes', '#include\n'.repeat(500_000)],
])('a text that consists of very many %s takes no time', (_, text) => {
  const began = performance.now()
  expect(isWorthReading(`${text}\nx`)).toBe(false)
  expect(performance.now() - began).toBeLessThan(2000)
})
