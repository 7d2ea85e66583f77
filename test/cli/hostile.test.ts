/** Texts that are as long as a file may be and made to be slow: a check ends, and says what it has found. */
import { expect, test } from 'vitest'
import { folderWith, warden } from './recording-terminal.ts'

const begin = `#include <jailhouse/types.h>
#include <jailhouse/cell-config.h>
struct {
  struct jailhouse_cell_desc cell;
  __u64 cpus[1];
  struct jailhouse_memory mem_regions[100000];
} config = { .cell = { .name = "x" }, `
const length = 1_000_000

test.each([
  ['commas', begin, ','],
  ['braces', begin, '{'],
  ['names', begin, 'a '],
  ['tabs', begin, '\t,'],
  ['other characters', begin, 'é'],
  ['regions', `${begin} .mem_regions = {`, '{.size=1},'],
  ['regions with an index', `${begin} .mem_regions = {`, '[1].size=1,'],
  ['suppressions', begin, '/* warden-ignore x: y */\n'],
])(
  '%s without end',
  (_, start, part) => {
    const folder = folderWith({ 'lark-a.c': start + part.repeat(length / part.length) })
    const began = performance.now()
    const { status, err } = warden(['check', 'lark-a.c'], { workingFolder: folder })
    expect([status, err]).toEqual([1, ''])
    expect(performance.now() - began).toBeLessThan(30_000)
  },
  60_000,
)
